// When the desk sounds, and like what.
import { describe, expect, test } from 'vitest';
import type { Incident } from '../src/api/shapes.ts';
import { sound_for, samples_of } from '../src/desk/sounding.ts';
import { begin, empty_picture, seen, take } from '../src/desk/live_picture.ts';
import { incident } from './incident_maker.ts';

const taken = { acknowledged_at: '2026-11-23T08:16:00.000Z', acknowledged_by: 'Wang Fang' };

function sound_of(...incidents: Incident[]): string {
  return sound_for(begin(empty_picture, incidents), 'live');
}

describe('the desk', () => {
  test('is silent where nothing is open, and where somebody has taken everything', () => {
    expect(sound_of()).toBe('none');
    expect(sound_of(incident({ ...taken }))).toBe('none');
  });

  test('sounds by the gravest that nobody has taken', () => {
    const service = incident({ id: 's', queue: 'service', priority: 4 });
    const urgent = incident({ id: 'u', priority: 3 });
    expect(sound_of(service)).toBe('request');
    expect(sound_of(service, urgent)).toBe('urgent');
    expect(sound_of(service, urgent, incident())).toBe('grave');
    expect(sound_of(service, urgent, incident({ ...taken }))).toBe('urgent');
  });

  test('is not disturbed by tests and technical matters', () => {
    expect(sound_of(incident({ test: true }), incident({ id: 't', queue: 'technical', priority: 5 }))).toBe('none');
  });

  test('sounds again at a second press, until somebody has looked', () => {
    const picture = take(begin(empty_picture, [incident({ ...taken })]), incident({ ...taken, raises: 1, version: 2 }));
    expect(sound_for(picture, 'live')).toBe('grave');
    expect(sound_for(seen(picture, 'i1'), 'live')).toBe('none');
  });

  test('says by a sound of its own that it is cut off, whatever it last knew', () => {
    expect(sound_for(empty_picture, 'lost')).toBe('cut_off');
    expect(sound_for(begin(empty_picture, [incident()]), 'lost')).toBe('cut_off');
  });
});

test.each(['grave', 'urgent', 'request', 'cut_off'] as const)('%s can be heard, and never overdrives', (sound) => {
  const loudest = samples_of(sound, 8_000).reduce((most, one) => Math.max(most, Math.abs(one)), 0);
  expect(loudest).toBeGreaterThan(0.2);
  expect(loudest).toBeLessThan(0.95);
});
