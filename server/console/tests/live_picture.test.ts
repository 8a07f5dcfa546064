// What the desk knows after each word of the live line.
import { describe, expect, test } from 'vitest';
import { begin, empty_picture, find, seen, take, type Picture } from '../src/desk/live_picture.ts';
import { incident } from './incident_maker.ts';

const evidence = [
  { at: '2026-11-23T08:15:30.000Z', source: 'device', device: 'd1', alarm: 'a1', kind: 'sos', text: '' },
];

function ids(picture: Picture): { open: string[]; ended: string[]; fresh: string[] } {
  return { open: picture.open.map((i) => i.id), ended: picture.ended.map((i) => i.id), fresh: [...picture.fresh] };
}

describe('a snapshot', () => {
  test('replaces what was open', () => {
    const before = begin(empty_picture, [incident({ id: 'gone' })]);
    expect(ids(begin(before, [incident({ id: 'here' })]))).toEqual({ open: ['here'], ended: [], fresh: [] });
  });

  test('is put in the order of urgency', () => {
    const picture = begin(empty_picture, [incident({ id: 'b', priority: 3 }), incident({ id: 'a' })]);
    expect(ids(picture).open).toEqual(['a', 'b']);
  });

  test('tells what was pressed again while the line was away', () => {
    const before = begin(empty_picture, [incident()]);
    expect(ids(begin(before, [incident({ raises: 1, version: 2 })])).fresh).toEqual(['i1']);
  });

  test('does not call the first sight of a raised incident a second press', () => {
    expect(ids(begin(empty_picture, [incident({ raises: 3 })])).fresh).toEqual([]);
  });

  test('does not call news what a short form could not tell', () => {
    const asks = [
      { at: '2026-11-23T08:20:00.000Z', who: 'care_worker', what: 'note', detail: 'help: asked second_person' },
    ];
    const known = begin(empty_picture, [incident()]);
    expect(ids(begin(known, [incident({ history: asks })])).fresh).toEqual([]);
    const whole = begin(empty_picture, [incident({ history: [] })]);
    expect(ids(begin(whole, [incident({ history: asks })])).fresh).toEqual(['i1']);
  });

  test('does not take away what the whole form had brought', () => {
    const before = begin(empty_picture, [incident({ evidence })]);
    expect(find(begin(before, [incident({ version: 2 })]), 'i1')?.evidence).toEqual(evidence);
  });

  test('keeps the resident’s address that only the whole form tells', () => {
    const resident = { id: 'r1', name: '李秀英', district: 'guzhen', address: '海洲村12号' };
    const before = begin(empty_picture, [incident({ resident })]);
    expect(find(take(before, incident({ version: 2 })), 'i1')?.resident?.address).toBe('海洲村12号');
  });
});

describe('news of one incident', () => {
  test('of an older version changes nothing', () => {
    const before = begin(empty_picture, [incident({ state: 'assigned', version: 4 })]);
    expect(take(before, incident({ state: 'offered', version: 3 }))).toBe(before);
  });

  test('makes a second press jump to the top until it is seen', () => {
    const before = begin(empty_picture, [
      incident({ id: 'old', opened_at: '2026-11-23T08:00:00.000Z' }),
      incident({ id: 'young', opened_at: '2026-11-23T08:10:00.000Z' }),
    ]);
    const raised = take(
      before,
      incident({ id: 'young', opened_at: '2026-11-23T08:10:00.000Z', raises: 1, version: 2 }),
    );
    expect(ids(raised)).toEqual({ open: ['young', 'old'], ended: [], fresh: ['young'] });
    expect(ids(seen(raised, 'young'))).toEqual({ open: ['old', 'young'], ended: [], fresh: [] });
  });

  test('moves what has ended out of the queue, where it can still be read', () => {
    const before = begin(empty_picture, [incident()]);
    const after = take(before, incident({ state: 'closed', outcome: 'helped', version: 2 }));
    expect(ids(after)).toEqual({ open: [], ended: ['i1'], fresh: [] });
  });

  test('brings back what was reopened', () => {
    const closed = take(begin(empty_picture, [incident()]), incident({ state: 'closed', version: 2 }));
    expect(ids(take(closed, incident({ version: 3 })))).toEqual({ open: ['i1'], ended: [], fresh: [] });
  });
});
