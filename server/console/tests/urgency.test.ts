// The order of the queue and the colours of waiting.
import { describe, expect, test } from 'vitest';
import type { Incident } from '../src/api/shapes.ts';
import { band_of, by_urgency, waits } from '../src/model/urgency.ts';
import { incident } from './incident_maker.ts';

function order(incidents: Incident[], fresh: string[] = []): string[] {
  return [...incidents].sort(by_urgency(new Set(fresh))).map((one) => one.id);
}

describe('the queue', () => {
  test('puts emergencies before requests, and requests before technical matters', () => {
    const technical = incident({ id: 't', queue: 'technical', priority: 1 });
    const service = incident({ id: 's', queue: 'service', priority: 1 });
    const emergency = incident({ id: 'e', priority: 3 });
    expect(order([technical, service, emergency])).toEqual(['e', 's', 't']);
  });

  test('puts the more urgent first whatever its age', () => {
    const old = incident({ id: 'old', priority: 3, opened_at: '2026-11-23T06:00:00.000Z' });
    const grave = incident({ id: 'grave', priority: 1 });
    expect(order([old, grave])).toEqual(['grave', 'old']);
  });

  test('puts what nobody has before what somebody has, and what only waits to be closed last', () => {
    const resolved = incident({ id: 'resolved', state: 'resolved', opened_at: '2026-11-23T08:00:00.000Z' });
    const held = incident({ id: 'held', state: 'on_the_way', opened_at: '2026-11-23T08:01:00.000Z' });
    const open = incident({ id: 'open', opened_at: '2026-11-23T08:02:00.000Z' });
    const offered = incident({ id: 'offered', state: 'offered', opened_at: '2026-11-23T08:03:00.000Z' });
    expect(order([resolved, held, offered, open])).toEqual(['open', 'offered', 'held', 'resolved']);
  });

  test('puts the longest waiting first among equals, and breaks ties by id', () => {
    const late = incident({ id: 'a', opened_at: '2026-11-23T08:16:00.000Z' });
    const early = incident({ id: 'b', opened_at: '2026-11-23T08:15:00.000Z' });
    const same = incident({ id: 'c', opened_at: '2026-11-23T08:15:00.000Z' });
    expect(order([late, same, early])).toEqual(['b', 'c', 'a']);
  });

  test('lets a second press jump over older emergencies, but not a request over an emergency', () => {
    const first = incident({ id: 'first', opened_at: '2026-11-23T08:00:00.000Z' });
    const again = incident({ id: 'again', priority: 2, opened_at: '2026-11-23T08:10:00.000Z' });
    const service = incident({ id: 'service', queue: 'service', priority: 4 });
    expect(order([first, again, service], ['again', 'service'])).toEqual(['again', 'first', 'service']);
  });

  test('puts tests behind everything that is real', () => {
    const trial = incident({ id: 'test', test: true });
    const low = incident({ id: 'low', queue: 'technical', priority: 5 });
    expect(order([trial, low])).toEqual(['low', 'test']);
  });
});

describe('waiting', () => {
  test.each([
    [0, 'calm'],
    [59_999, 'calm'],
    [60_000, 'due'],
    [179_999, 'due'],
    [180_000, 'late'],
  ] as const)('after %i ms is %s', (ms, band) => {
    expect(band_of(ms)).toBe(band);
  });
});

test('the clock of the service figures runs until a dispatcher has taken notice or it has been dealt with', () => {
  expect(waits(incident())).toBe(true);
  expect(waits(incident({ state: 'on_the_way' }))).toBe(true);
  expect(waits(incident({ acknowledged_at: '2026-11-23T08:16:00.000Z' }))).toBe(false);
  expect(waits(incident({ state: 'resolved' }))).toBe(false);
  expect(waits(incident({ state: 'closed' }))).toBe(false);
  expect(waits(incident({ test: true }))).toBe(false);
});
