// An incident as a relative follows it.
import { describe, expect, test } from 'vitest';
import type { Bucket, FamilyRecord } from '../src/api/shapes.ts';
import { day_of, week_of } from '../src/family/day.ts';
import { news_of, read_choices, write_choices } from '../src/family/notices.ts';
import { steps_of } from '../src/family/unfolding.ts';

const line = (what: string) => ({ at: '2026-11-23T08:15:30.000Z', who: '', what });

const base = { id: 'i1', state: 'arrived', kind: 'sos', opened_at: '2026-11-23T08:15:30.000Z' } as const;
const worker = { name: '陈梅', eta_s: 300 };

test('tells what matters, and who goes', () => {
  const history = ['opened', 'acknowledged', 'accepted', 'departed', 'arrived'].map(line);
  const steps = steps_of({ ...base, worker, history });
  expect(steps.map((step) => step.name)).toEqual(['opened', 'acknowledged', 'assigned', 'departed', 'arrived']);
  expect(steps.at(-1)?.who).toBe('陈梅');
});

test('does not tell the name of who came now as that of who gave it back', () => {
  const history = ['opened', 'accepted', 'released', 'assigned'].map(line);
  expect(steps_of({ ...base, worker, history }).map((step) => step.who)).toEqual(['', '', '陈梅']);
});

test('tells five presses in a row once', () => {
  const steps = steps_of({ ...base, history: [line('opened'), ...Array.from({ length: 5 }, () => line('raised'))] });
  expect(steps.map((step) => step.name)).toEqual(['opened', 'raised']);
});

test('begins with the call even where no story is told', () => {
  expect(steps_of({ ...base })).toEqual([{ at: base.opened_at, name: 'opened', who: '' }]);
});

describe('the day of a resident', () => {
  const midnight = Date.parse('2026-11-23T00:00:00.000Z');
  const hour = 3_600_000;
  const bucket = (name: string, hours: number, mean = 1): Bucket => {
    const at = new Date(midnight + hours * hour).toISOString();
    return { at, name, unit: null, count: 1, min: mean, mean, max: mean };
  };
  const pulse = (value: number, hours: number) => [
    { name: 'heart_rate', value, at: new Date(midnight + hours * hour).toISOString() },
  ];

  test('is told from what was measured: up, noon, pulse, last movement', () => {
    const today = [
      bucket('motion:bathroom', 2.5),
      bucket('motion:bathroom', 7 + 1 / 6),
      bucket('motion:kitchen', 12),
      bucket('motion:living_room', 15),
    ];
    expect(day_of(today, pulse(72, 14), midnight, midnight + 16 * hour)).toEqual({
      up_at: midnight + (7 + 1 / 6) * hour,
      lunch: true,
      pulse: 'normal',
      last_moved_at: midnight + 15 * hour,
    });
  });

  test('has no word for what is not known', () => {
    const nothing = { up_at: null, lunch: null, pulse: null, last_moved_at: null };
    expect(day_of([], [], midnight, midnight + 16 * hour)).toEqual(nothing);
    const still = [bucket('motion:kitchen', 12, 0), bucket('door:hall', 9)];
    expect(day_of(still, pulse(72, -10), midnight, midnight + 16 * hour)).toEqual(nothing);
  });

  test('says when the pulse is out of the ordinary', () => {
    expect(day_of([], pulse(48, 15), midnight, midnight + 16 * hour).pulse).toBe('low');
    expect(day_of([], pulse(104, 15), midnight, midnight + 16 * hour).pulse).toBe('high');
  });

  test('stands in a week of hours, with none for the hours to come, and is no picture where nothing was heard', () => {
    const day_start = (at: number): number => Math.floor(at / (24 * hour)) * 24 * hour;
    const week = week_of([bucket('motion:kitchen', 7), bucket('motion:hall', 8, 0)], midnight + 9.5 * hour, day_start);
    expect(week).toHaveLength(7);
    expect(week[0]?.hours.slice(6)).toEqual([null, true, false, null]);
    expect(week[1]?.hours).toHaveLength(24);
    expect(week_of([], midnight + 9.5 * hour, day_start)).toEqual([]);
  });
});

describe('news worth a notice', () => {
  const midnight = Date.parse('2026-11-23T00:00:00.000Z');
  const noon = midnight + 12 * 3_600_000;
  const record = (status: FamilyRecord['status'], different: Partial<FamilyRecord> = {}): FamilyRecord => ({
    id: 'r1',
    name: '陈婆婆',
    status,
    since: null,
    incident: null,
    agreed: {},
    ...different,
  });
  const news = (before: FamilyRecord | undefined, after: FamilyRecord) => news_of(before, after, midnight, noon);
  const moved = (hour: number) => ({
    today: [
      {
        at: new Date(midnight + hour * 3_600_000).toISOString(),
        name: 'motion:kitchen',
        unit: null,
        count: 1,
        min: 1,
        mean: 1,
        max: 1,
      },
    ],
    week: [],
  });

  test('is a call that begins, help that arrives, and its end; each once', () => {
    expect(news(record('well'), record('attention'))).toEqual(['call']);
    expect(news(record('attention'), record('help_coming'))).toEqual([]);
    expect(news(record('help_coming'), record('help_there'))).toEqual(['there']);
    expect(news(record('help_there'), record('well'))).toEqual(['over']);
    expect(news(record('help_there'), record('in_hospital'))).toEqual(['over']);
    expect(news(record('in_hospital'), record('attention'))).toEqual(['call']);
    expect(news(record('well'), record('unheard'))).toEqual([]);
    expect(news(record('unheard'), record('well'))).toEqual([]);
    // That is said by a person.
    expect(news(record('help_there'), record('call_awaited'))).toEqual([]);
    expect(news(record('well'), record('well'))).toEqual([]);
  });

  test('is nothing that was so when the page was opened, and nothing that she may not know', () => {
    expect(news(undefined, record('attention'))).toEqual([]);
    expect(news(record('well'), record(null))).toEqual([]);
    expect(news(record(null), record('attention'))).toEqual([]);
  });

  test('is that she is up, once the home was silent and then was not', () => {
    const asleep = record('well', { motion: { today: [], week: [] } });
    const up = record('well', { motion: moved(7) });
    expect(news(asleep, up)).toEqual(['up']);
    expect(news(up, up)).toEqual([]);
    expect(news(record('well'), up)).toEqual([]);
  });

  test('is kept as it was chosen', () => {
    expect([...read_choices(write_choices(new Set(['over', 'call'])))]).toEqual(['call', 'over']);
    expect([...read_choices('nonsense call')]).toEqual(['call']);
    expect([...read_choices(null)]).toEqual([]);
  });
});
