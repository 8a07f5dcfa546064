// Measurements as lines, and motion as a pattern.
import { describe, expect, test } from 'vitest';
import type { Bucket } from '../src/api/shapes.ts';
import { motion_of } from '../src/vitals/motion.ts';
import { normal_band, score_series, series_of } from '../src/vitals/series.ts';

const hour = 3_600_000;
const from = Date.parse('2026-11-23T00:00:00.000Z');

function bucket(name: string, hours: number, mean: number, different: Partial<Bucket> = {}): Bucket {
  const at = new Date(from + hours * hour).toISOString();
  return { at, name, unit: null, count: 4, min: mean, mean, max: mean, ...different };
}

describe('a vital sign', () => {
  test('is a line with a hole where nothing was measured', () => {
    const measured = [bucket('heart_rate', 0, 70), bucket('heart_rate', 1, 72), bucket('heart_rate', 4, 90)];
    const [pulse] = series_of(measured, from, from + 6 * hour, hour);
    expect(pulse?.mean).toEqual([70, 72, null, null, 90, null]);
    expect(pulse?.at_s.length).toBe(6);
    expect(pulse?.last).toBe(90);
  });

  test('keeps least and most of each span', () => {
    const measured = [bucket('spo2', 0, 96, { min: 91, max: 98 })];
    const [oxygen] = series_of(measured, from, from + hour, hour);
    expect([oxygen?.least, oxygen?.most]).toEqual([91, 98]);
    expect([oxygen?.low, oxygen?.high]).toEqual([[91], [98]]);
  });

  test('has the resident’s own middle only where there is enough of her own', () => {
    const few = [bucket('heart_rate', 0, 60)];
    expect(series_of(few, from, from + 24 * hour, hour)[0]?.baseline).toBeNull();
    const many = Array.from({ length: 13 }, (_, n) => bucket('heart_rate', n, n === 12 ? 140 : 60 + n));
    expect(series_of(many, from, from + 24 * hour, hour)[0]?.baseline).toBe(66);
  });

  test('is not made of doors and beds, and has no invented normal', () => {
    expect(series_of([bucket('door:hall', 0, 1), bucket('bed', 0, 1)], from, from + hour, hour)).toEqual([]);
    expect(normal_band('weight')).toBeNull();
    expect(normal_band('spo2')).toEqual([96, 100]);
  });

  test('is normal by her own care plan where that says something', () => {
    const limits = [{ name: 'spo2', low: 88 }, { name: 'weight', high: 80 }, { name: 'heart_rate' }];
    expect(normal_band('spo2', limits)).toEqual([88, 100]);
    expect(normal_band('weight', limits)).toEqual([-Infinity, 80]);
    expect(normal_band('heart_rate', limits)).toEqual([51, 90]);
    expect(normal_band('spo2')).toEqual([96, 100]);
  });
});

describe('motion', () => {
  const day_start = (at: number): number => Math.floor(at / (24 * hour)) * 24 * hour;

  test('is the room where most was moved, an hour each', () => {
    const heard = [
      bucket('motion:kitchen', 7, 1),
      bucket('motion:bedroom', 7, 0.25),
      bucket('motion:bedroom', 8, 0.5),
      bucket('heart_rate', 9, 70),
    ];
    const weeks = motion_of(heard, day_start, from + 48 * hour);
    expect(weeks.days).toHaveLength(1);
    expect(weeks.days[0]?.rooms[7]).toBe('kitchen');
    expect(weeks.days[0]?.rooms[8]).toBe('bedroom');
    expect(weeks.rooms).toEqual(['kitchen', 'bedroom']);
  });

  test('tells nobody moved from nothing heard', () => {
    const day = motion_of([bucket('motion:kitchen', 7, 0)], day_start, from + 48 * hour).days[0];
    expect(day?.rooms[7]).toBe('');
    expect(day?.rooms[8]).toBeNull();
  });

  test('has no cell for hours to come', () => {
    const day = motion_of([bucket('motion:kitchen', 7, 1)], day_start, from + 9.5 * hour).days[0];
    expect(day?.rooms).toHaveLength(10);
  });

  test('stands by day, the latest first', () => {
    const weeks = motion_of(
      [bucket('motion:kitchen', 7, 1), bucket('motion:kitchen', 31, 1)],
      day_start,
      from + 48 * hour,
    );
    expect(weeks.days.map((day) => day.at)).toEqual([from + 24 * hour, from]);
  });
});

describe('the score over time', () => {
  const moment = (hours: number, least: number, most: number) => ({
    at: new Date(from + hours * hour - 1).toISOString(),
    least,
    most,
    response: 'urgent' as const,
  });

  test('is what was certain, with what could not be excluded above it, and a hole where nothing was known', () => {
    const line = score_series([moment(1, 0, 17), moment(4, 3, 14)], from, from + 4 * hour, hour);
    expect(line?.mean).toEqual([0, null, null, 3]);
    expect(line?.high).toEqual([17, null, null, 14]);
    expect(line).toMatchObject({ least: 0, most: 17, baseline: null });
    expect(normal_band('news2')).toEqual([0, 4]);
  });

  test('is no line where nothing was ever known', () => {
    expect(score_series([], from, from + 4 * hour, hour)).toBeNull();
  });
});
