// What an administrator looks at: previews as steps, health as what stands out.
import { describe, expect, test } from 'vitest';
import { step_times } from '../src/admin/drill.ts';
import { amount_of, full_pct, troubles_of } from '../src/admin/health.ts';
import { contact_named, steps_of } from '../src/admin/preview.ts';
import { weights_of } from '../src/admin/weights.ts';
import { wish_of } from '../src/admin/provision.ts';
import { count_words } from '../src/admin/report.ts';
import type { Health, Instance } from '../src/api/overview.ts';

describe('a preview', () => {
  const offer = { eta_s: 60, cost_s: 60, distance_m: 100, waits_s: 45, reasons: [] };
  const asked = (after_s: number, id: string) => ({ after_s, what: 'offered', worker: { id, name: id }, offer });

  test('puts together what happens at one moment, and says nothing of silence', () => {
    const steps = steps_of([
      { after_s: 0, what: 'opened' },
      asked(0, 'w1'),
      { after_s: 45, what: 'expired', worker: { id: 'w1', name: 'w1' } },
      asked(45, 'w2'),
      asked(45, 'w3'),
      { after_s: 90, what: 'expired', worker: { id: 'w2', name: 'w2' } },
    ]);
    expect(steps.map((step) => [step.after_s, step.told.length, step.asked.length])).toEqual([
      [0, 1, 1],
      [45, 0, 2],
    ]);
  });

  test('names a contact by her number, and none that is not there', () => {
    const contacts = [{ name: '陈静' }, { name: '陈强' }];
    expect(contact_named(contacts, '2')).toBe('陈强');
    expect(contact_named(contacts, '3')).toBeNull();
    expect(contact_named(contacts, undefined)).toBeNull();
  });
});

describe('health', () => {
  const instance = (program: 'server' | 'monitor', change: Partial<Instance> = {}): Instance => ({
    program,
    instance: 'a',
    started_at: '2026-11-28T00:00:00Z',
    seen_at: '2026-11-28T01:00:00Z',
    there: true,
    well: true,
    parts: [{ name: 'arrivals', well: true, used: 1, max: 100 }],
    ...change,
  });
  const waiting = { messages: 3, late_messages: 0, late_timers: 0, open_incidents: 9, dead_letters: 2 };
  const well: Health = {
    at: '2026-11-28T01:00:00Z',
    database: { reachable: true, version: '10.11' },
    broker: { reachable: true },
    instances: [instance('server'), instance('monitor')],
    waiting,
  };

  test('of a town where all is well names nothing', () => {
    expect(troubles_of(well)).toEqual([]);
  });

  test('names who has fallen silent, but not the parts of whoever is not there', () => {
    const gone = instance('monitor', { there: false, parts: [{ name: 'canary', well: false }] });
    expect(troubles_of({ ...well, instances: [instance('server'), gone] })).toEqual([
      { what: 'gone', program: 'monitor', instance: 'a' },
    ]);
  });

  test('misses a monitor only where it could be seen', () => {
    const alone = { ...well, instances: [instance('server')] };
    expect(troubles_of(alone)).toEqual([{ what: 'no_monitor' }]);
    const away = { ...alone, database: { reachable: false, version: null }, waiting: null };
    expect(troubles_of(away)).toEqual([{ what: 'database' }]);
  });

  test('names a queue that fills, and what nobody acts upon', () => {
    const full = instance('server', { parts: [{ name: 'lanes', well: false, used: 90, max: 100 }] });
    const late = { ...well, instances: [full, instance('monitor')], waiting: { ...waiting, late_timers: 4 } };
    expect(troubles_of(late)).toEqual([
      { what: 'part', program: 'server', instance: 'a', part: 'lanes' },
      { what: 'late_timers', count: 4 },
    ]);
  });

  test('says how full a queue is, and nothing of lines', () => {
    expect(full_pct({ name: 'lanes', well: true, used: 1, max: 3 })).toBe(33);
    expect(full_pct({ name: 'lanes', well: true, used: 9, max: 3 })).toBe(100);
    expect(full_pct({ name: 'broker_listening', well: true })).toBeNull();
    expect(amount_of({ name: 'arrivals_bytes', well: true }, 3 * 1024 * 1024)).toEqual({ value: 3, unit: ' MiB' });
    expect(amount_of({ name: 'arrivals', well: true }, 300)).toEqual({ value: 300, unit: '' });
  });
});

test('a share is said with its number, and none where there is nothing', () => {
  expect(count_words(3, 24)).toBe('3 (12.5 %)');
  expect(count_words(0, 24)).toBe('0');
  expect(count_words(0, 0)).toBe('0');
});

test('a device is asked for without what was left empty, in the district of its resident', () => {
  const draft = { id: '', resident: 'r-1', district: 'guyi', model: ' pendant ', room: '', credential: 'password' };
  expect(wish_of({ ...draft, credential: 'password' })).toEqual({
    credential: 'password',
    resident: 'r-1',
    model: 'pendant',
  });
  expect(wish_of({ ...draft, resident: '', credential: 'none' })).toEqual({
    credential: 'none',
    district: 'guyi',
    model: 'pendant',
  });
});

test('a drill says how long each step took, and nothing of what has not happened', () => {
  const at = (seconds: number): string => new Date(1_790_000_000_000 + seconds * 1000).toISOString();
  const drill = {
    id: 'd',
    device: 'p',
    worker: { id: 'w', name: 'W' },
    at: at(0),
    state: 'running',
    failed_at: null,
    incident: null,
    asked_at: at(0),
    received_at: at(2),
    desk_at: at(12),
    offered_at: at(13),
    phone_at: null,
    took_ms: null,
  } as const;
  expect(step_times(drill)).toEqual({ home: 2_000, desk: 10_000, phone: null });
  expect(step_times({ ...drill, phone_at: at(20) }).phone).toBe(7_000);
});

test('every number of the weights is one, the id is none', () => {
  expect(weights_of({ id: 'weights', load_s: 300, cover_pct: 100 })).toEqual([
    ['load_s', 300],
    ['cover_pct', 100],
  ]);
});
