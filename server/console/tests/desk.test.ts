// The desk's model: calls, keys, what is allowed, the town's plan.
import { describe, expect, test } from 'vitest';
import { allowed } from '../src/desk/allowed.ts';
import { callables_of, read_call, write_call } from '../src/desk/calls.ts';
import { act_of, digit_of, keys } from '../src/desk/keys.ts';
import { cells_of, plan_of, scale_of, type Point } from '../src/desk/town_plan.ts';
import { incident } from './incident_maker.ts';

const me = { id: 'u1', name: '黄丽' };

describe('calls', () => {
  const called = incident({
    resident: {
      id: 'r1',
      name: '李秀英',
      district: 'guzhen',
      phone: '0760 2235-1234',
      contacts: [{ name: '李明', relation: '儿子', phone: '+86 138 0000 0000' }],
    },
    evidence: [{ at: '', source: 'device', device: 'pd-001', alarm: 'a1', kind: 'sos', text: '' }],
  });

  test('go to the resident first, then to her pendant, then to her contacts', () => {
    expect(callables_of(called, '', 'town.example').map((one) => one.href)).toEqual([
      'tel:076022351234',
      'sip:pd-001@town.example',
      'tel:+8613800000000',
    ]);
  });

  test('go to the pendant’s own number or address where the register has one', () => {
    const href = (call_back: string) => callables_of(called, call_back, 'town.example')[1]?.href;
    expect(href('0760 5550 9999')).toBe('tel:076055509999');
    expect(href('box7@voice.example')).toBe('sip:box7@voice.example');
    expect(href('sip:box7@voice.example')).toBe('sip:box7@voice.example');
  });

  test('are nobody’s where nothing is known', () => {
    expect(callables_of(incident({ resident: null }), '', 'town.example')).toEqual([]);
  });

  test.each([
    { reached: true, whom: '李明', said: '' },
    { reached: true, whom: '李明', said: 'comes at once: ten minutes' },
    { reached: false, whom: 'Ann Lee', said: '' },
  ])('are written so that they can be read: %o', (call) => {
    expect(read_call(write_call(call))).toEqual(call);
  });

  test('are not confused with other notes', () => {
    expect(read_call('call her daughter later')).toBeNull();
  });
});

describe('keys', () => {
  const press = (key: string, held: Partial<{ ctrlKey: boolean }> = {}) => ({
    key,
    ctrlKey: false,
    altKey: false,
    metaKey: false,
    ...held,
  });

  test('are each for one thing only', () => {
    expect(new Set(Object.values(keys)).size).toBe(Object.keys(keys).length);
  });

  test('mean the same in capitals', () => {
    expect(act_of(press('A'), false)).toBe('acknowledge');
  });

  test('mean nothing while somebody writes, nor together with Ctrl', () => {
    expect(act_of(press('a'), true)).toBeNull();
    expect(act_of(press('a', { ctrlKey: true }), false)).toBeNull();
    expect(digit_of(press('3'), true)).toBeNull();
  });

  test('of digits choose a number to call', () => {
    expect(digit_of(press('3'), false)).toBe(3);
    expect(digit_of(press('0'), false)).toBeNull();
  });
});

describe('a dispatcher', () => {
  test('may take over from a colleague, but not from herself', () => {
    expect(allowed(incident({ acknowledged_by: '吴凯' }), me).has('acknowledge')).toBe(true);
    expect(allowed(incident({ acknowledged_by: '黄丽' }), me).has('acknowledge')).toBe(false);
  });

  test('may offer only while nobody has it, and assign until somebody is there', () => {
    expect(allowed(incident({ state: 'assigned' }), me).has('offer')).toBe(false);
    expect(allowed(incident({ state: 'on_the_way' }), me).has('assign')).toBe(true);
    expect(allowed(incident({ state: 'arrived' }), me).has('assign')).toBe(false);
    expect(allowed(incident({ state: 'arrived' }), me).has('cancel')).toBe(false);
  });

  test('may reopen what has ended, and send nobody to a test', () => {
    expect([...allowed(incident({ state: 'closed' }), me)].sort()).toEqual(['note', 'reopen']);
    expect(allowed(incident({ test: true }), me).has('assign')).toBe(false);
    expect(allowed(incident({ state: 'closed', test: true }), me).has('reopen')).toBe(false);
  });
});

describe('the town’s plan', () => {
  test('puts north up and east right, and keeps distances', () => {
    const plan = plan_of(
      [
        { lat: 22.6, lon: 113.18 },
        { lat: 22.64, lon: 113.22 },
      ],
      480,
      360,
      30,
    );
    const south_west = plan.to_point({ lat: 22.6, lon: 113.18 });
    const north_east = plan.to_point({ lat: 22.64, lon: 113.22 });
    expect(north_east.x).toBeGreaterThan(south_west.x);
    expect(north_east.y).toBeLessThan(south_west.y);
    // 0.04 degrees of latitude are 4,448 m.
    expect((south_west.y - north_east.y) * plan.metres_per_unit).toBeCloseTo(4_448, 0);
  });

  test('keeps all places inside the margin', () => {
    const places = [
      { lat: 22.6, lon: 113.1 },
      { lat: 22.61, lon: 113.4 },
      { lat: 22.7, lon: 113.2 },
    ];
    const plan = plan_of(places, 480, 360, 30);
    for (const place of places) {
      const point = plan.to_point(place);
      expect(point.x).toBeGreaterThanOrEqual(29.99);
      expect(point.x).toBeLessThanOrEqual(450.01);
      expect(point.y).toBeGreaterThanOrEqual(29.99);
      expect(point.y).toBeLessThanOrEqual(330.01);
    }
  });

  test('draws one place, or none, without dividing by nothing', () => {
    expect(plan_of([{ lat: 22.6, lon: 113.2 }], 480, 360, 30).to_point({ lat: 22.6, lon: 113.2 })).toEqual({
      x: 240,
      y: 180,
    });
    expect(plan_of([], 480, 360, 30).metres_per_unit).toBeGreaterThan(0);
  });

  test('gives each district the ground nearest to its centre, all of it and nothing twice', () => {
    const centres: Point[] = [
      { x: 100, y: 80 },
      { x: 380, y: 90 },
      { x: 240, y: 300 },
      { x: 60, y: 330 },
    ];
    const cells = cells_of(centres, 480, 360);
    const area = (cell: readonly Point[]): number =>
      Math.abs(
        cell.reduce((sum, p, i) => {
          const q = cell[(i + 1) % cell.length] ?? p;
          return sum + (p.x * q.y - q.x * p.y) / 2;
        }, 0),
      );
    expect(cells.reduce((sum, cell) => sum + area(cell), 0)).toBeCloseTo(480 * 360, 3);
    for (const [index, cell] of cells.entries()) {
      for (const corner of cell) {
        const to = (p: Point): number => Math.hypot(p.x - corner.x, p.y - corner.y);
        const nearest = Math.min(...centres.map(to));
        expect(to(centres[index] ?? corner)).toBeCloseTo(nearest, 6);
      }
    }
  });

  test('has a scale of a round length that fits', () => {
    expect(scale_of(10, 120)).toEqual({ metres: 1000, units: 100 });
    expect(scale_of(18, 120)).toEqual({ metres: 2000, units: 2000 / 18 });
  });
});
