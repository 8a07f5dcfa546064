// Where somebody moved, day by day and hour by hour, so that a change of habit is seen at a glance. Pure.
import type { Bucket } from '../api/shapes.ts';

export interface MotionDay {
  /** Begin of the day in the reader's zone, milliseconds UTC. */
  at: number;
  /** For each hour the room where most was moved; null: nothing was heard, '': heard, and nobody moved. */
  rooms: (string | null)[];
}

export interface MotionWeeks {
  /** Latest day first. */
  days: MotionDay[];
  /** In the order of how much was moved there. */
  rooms: string[];
}

const hour_ms = 3_600_000;

/**
 * `buckets` of an hour each; `day_start` gives the begin of the day that a moment belongs to. What is later than `now`
 * has no cell.
 */
export function motion_of(buckets: readonly Bucket[], day_start: (at: number) => number, now: number): MotionWeeks {
  const most = new Map<number, { room: string | null; moved: number }[]>();
  const total = new Map<string, number>();
  for (const bucket of buckets) {
    const [kind, room = ''] = bucket.name.split(':');
    if (kind !== 'motion' || room === '') continue;
    const at = Date.parse(bucket.at);
    const start = day_start(at);
    const hour = Math.floor((at - start) / hour_ms);
    const hours = most.get(start) ?? Array.from({ length: 24 }, () => ({ room: null, moved: 0 }));
    most.set(start, hours);
    // The share of messages that said "moved", times how many there were.
    const moved = bucket.mean * bucket.count;
    total.set(room, (total.get(room) ?? 0) + moved);
    const cell = hours[hour];
    if (cell === undefined) continue;
    if (cell.room === null) cell.room = '';
    if (moved > cell.moved) hours[hour] = { room, moved };
  }
  const days = [...most]
    .sort(([a], [b]) => b - a)
    .map(([at, hours]) => ({ at, rooms: hours.filter((_, n) => at + n * hour_ms <= now).map((one) => one.room) }));
  const rooms = [...total].sort(([, a], [, b]) => b - a).map(([room]) => room);
  return { days, rooms };
}
