// Measurements as lines to draw: one series a name, with holes where nothing was measured, the band that is normal,
// and the resident's own middle. Pure.
import type { Bucket, PlanLimit, ScoreMoment } from '../api/shapes.ts';

/** What a page shows as a line; everything else (doors, beds, motion) is no number to follow. */
export const vital_names = [
  'heart_rate',
  'spo2',
  'respiratory_rate',
  'systolic',
  'diastolic',
  'temperature',
  'glucose',
  'weight',
] as const;

export type VitalName = (typeof vital_names)[number];

export interface Series {
  name: VitalName | 'news2';
  /** Begin of each span, seconds UTC, without a hole. */
  at_s: number[];
  /** Null where nothing was measured. */
  mean: (number | null)[];
  low: (number | null)[];
  high: (number | null)[];
  last: number;
  least: number;
  most: number;
  /** The middle of her own values in this time; null with fewer than `baseline_min` of them. */
  baseline: number | null;
}

// Where a value scores no points in NEWS2 (RCP 2017), oxygen by its first scale.
const normal: Readonly<Partial<Record<Series['name'], readonly [number, number]>>> = {
  news2: [0, 4],
  heart_rate: [51, 90],
  spo2: [96, 100],
  respiratory_rate: [12, 20],
  systolic: [111, 219],
  temperature: [36.1, 38.0],
};

const baseline_min = 12;

/**
 * From where to where a value is normal for her; infinite on a side without a limit. Null where nothing says so. A
 * side that her care plan leaves open is as for everybody.
 */
export function normal_band(name: Series['name'], own: readonly PlanLimit[] = []): readonly [number, number] | null {
  const limit = own.find((one) => one.name === name && (one.low !== undefined || one.high !== undefined));
  const [low, high] = normal[name] ?? [-Infinity, Infinity];
  if (limit === undefined) return normal[name] ?? null;
  return [limit.low ?? low, limit.high ?? high];
}

/** Those that were measured between `from` and `to`, in a fixed order; `every_ms` is the span of a bucket. */
export function series_of(buckets: readonly Bucket[], from: number, to: number, every_ms: number): Series[] {
  const first = Math.floor(from / every_ms) * every_ms;
  const count = Math.max(1, Math.ceil((to - first) / every_ms));
  return vital_names.flatMap((name) => {
    const own = buckets.filter((bucket) => bucket.name === name);
    return own.length === 0 ? [] : [one_series(name, own, first, count, every_ms)];
  });
}

/** NEWS2: the line is what was certain, the veil above it what could not be excluded. Null where nothing was known. */
export function score_series(
  moments: readonly ScoreMoment[],
  from: number,
  to: number,
  every_ms: number,
): Series | null {
  const own = moments.map((moment) => ({
    name: 'news2',
    at: moment.at,
    unit: null,
    count: 1,
    min: moment.least,
    mean: moment.least,
    max: moment.most,
  }));
  if (own.length === 0) return null;
  const first = Math.floor(from / every_ms) * every_ms;
  const count = Math.max(1, Math.ceil((to - first) / every_ms));
  return { ...one_series('news2', own, first, count, every_ms), baseline: null };
}

function one_series(
  name: Series['name'],
  own: readonly Bucket[],
  first: number,
  count: number,
  every_ms: number,
): Series {
  const holes = (): (number | null)[] => new Array<number | null>(count).fill(null);
  const [mean, low, high] = [holes(), holes(), holes()];
  for (const bucket of own) {
    const place = Math.floor((Date.parse(bucket.at) - first) / every_ms);
    if (place < 0 || place >= count) continue;
    mean[place] = bucket.mean;
    low[place] = bucket.min;
    high[place] = bucket.max;
  }
  return {
    name,
    at_s: Array.from({ length: count }, (_, n) => (first + n * every_ms) / 1000),
    mean,
    low,
    high,
    last: own.at(-1)?.mean ?? 0,
    least: Math.min(...own.map((bucket) => bucket.min)),
    most: Math.max(...own.map((bucket) => bucket.max)),
    baseline: own.length < baseline_min ? null : middle(own.map((bucket) => bucket.mean)),
  };
}

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? upper) + upper) / 2;
}
