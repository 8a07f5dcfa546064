// Times as people read them.
import { expect, test } from 'vitest';
import { minutes_left } from '../src/model/arrival.ts';
import { clock, counting, day_and_clock, minutes_of } from '../src/model/time_words.ts';

const at = '2026-11-23T08:15:30.000Z';
const town = 'Asia/Shanghai';

test.each([
  [-5_000, '0:00'],
  [0, '0:00'],
  [59_999, '0:59'],
  [60_000, '1:00'],
  [3_599_000, '59:59'],
  [3_729_000, '1:02:09'],
])('%i ms count as %s', (ms, words) => {
  expect(counting(ms)).toBe(words);
});

test('a clock shows the hours of the zone it is read in', () => {
  expect(clock(at, 'en', false, town)).toBe('16:15');
  expect(clock(at, 'zh', true, town)).toBe('16:15:30');
});

test('midnight is 00:00, not 24:00', () => {
  expect(clock('2026-11-22T16:00:00.000Z', 'en', false, town)).toBe('00:00');
  expect(clock('2026-11-22T16:00:00.000Z', 'zh', false, town)).toBe('00:00');
});

test('a time of today is shown without its day, one of another day with it', () => {
  const now = Date.parse('2026-11-23T12:00:00.000Z');
  expect(day_and_clock(at, now, 'en', town)).toBe('16:15');
  expect(day_and_clock('2026-11-22T08:15:30.000Z', now, 'en', town)).toBe('22 Nov, 16:15');
  expect(day_and_clock('2026-11-22T08:15:30.000Z', now, 'zh', town)).toBe('11月22日 16:15');
});

test('the day ends at midnight of the reader, not of UTC', () => {
  const now = Date.parse('2026-11-23T17:00:00.000Z');
  expect(day_and_clock(at, now, 'en', town)).toBe('23 Nov, 16:15');
});

test('minutes are rounded up, so that nobody is promised too early', () => {
  expect(minutes_of(361)).toBe(7);
  expect(minutes_of(0)).toBe(0);
  expect(minutes_of(-30)).toBe(0);
});

test('the minutes left follow the time the home was told', () => {
  const told = { eta_s: 420, expected_at: '2026-11-23T08:22:30.000Z' };
  expect(minutes_left(told, Date.parse(at))).toBe(7);
  expect(minutes_left(told, Date.parse(at) + 400_000)).toBe(1);
  expect(minutes_left(told, Date.parse(at) + 500_000)).toBe(0);
  expect(minutes_left({ eta_s: 61 }, Date.parse(at))).toBe(2);
  expect(minutes_left({ eta_s: null }, Date.parse(at))).toBeNull();
});
