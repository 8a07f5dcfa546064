// How somebody's day has gone, from what her home has measured: when she was up, whether the kitchen was used at
// noon, how her pulse is. Pure. Only what was measured is said; what is not known has no word.
import type { Bucket, Vital } from '../api/shapes.ts';

export interface Day {
  /** The first movement of the morning, milliseconds UTC; null where none was heard. */
  up_at: number | null;
  /** Somebody moved in the kitchen around noon; null before noon is over, and where nothing says so. */
  lunch: boolean | null;
  pulse: 'normal' | 'low' | 'high' | null;
  last_moved_at: number | null;
}

/** A day of the week's picture: for each hour so far whether somebody moved; null: nothing was heard. */
export interface WeekDay {
  at: number;
  hours: (boolean | null)[];
}

const hour_ms = 3_600_000;
const morning_h = 4;
const lunch_h = [11, 14] as const;
const pulse_age_max_ms = 12 * hour_ms;
/** Where the pulse scores no points in NEWS2 (RCP 2017). */
const pulse_normal = [51, 90] as const;

/** `today`: motion since midnight, in short spans; `midnight`: of the reader's day. */
export function day_of(today: readonly Bucket[], vitals: readonly Vital[], midnight: number, now: number): Day {
  const moved = today
    .filter((bucket) => bucket.name.startsWith('motion') && bucket.mean > 0)
    .map((bucket) => ({ at: Date.parse(bucket.at), room: bucket.name.split(':')[1] ?? '' }))
    .filter((one) => one.at >= midnight && one.at <= now)
    .sort((a, b) => a.at - b.at);
  const at_hour = (one: { at: number }): number => (one.at - midnight) / hour_ms;
  const lunch = moved.some((one) => one.room === 'kitchen' && at_hour(one) >= lunch_h[0] && at_hour(one) < lunch_h[1]);
  return {
    up_at: moved.find((one) => at_hour(one) >= morning_h)?.at ?? null,
    lunch: lunch ? true : null,
    pulse: pulse_of(vitals, now),
    last_moved_at: moved.at(-1)?.at ?? null,
  };
}

function pulse_of(vitals: readonly Vital[], now: number): Day['pulse'] {
  const pulse = vitals.find((one) => one.name === 'heart_rate');
  if (pulse === undefined || now - Date.parse(pulse.at) > pulse_age_max_ms) return null;
  if (pulse.value < pulse_normal[0]) return 'low';
  return pulse.value > pulse_normal[1] ? 'high' : 'normal';
}

/** The last seven days, latest first. `day_start` gives the begin of the day that a moment belongs to. */
export function week_of(hourly: readonly Bucket[], now: number, day_start: (at: number) => number): WeekDay[] {
  const moved = new Map<number, boolean>();
  for (const bucket of hourly) {
    if (!bucket.name.startsWith('motion')) continue;
    const at = Date.parse(bucket.at);
    moved.set(at, moved.get(at) === true || bucket.mean > 0);
  }
  const days: WeekDay[] = [];
  for (let back = 0; back < 7; back += 1) {
    const at = day_start(now - back * 24 * hour_ms);
    const hours = Array.from({ length: 24 }, (_, hour) => at + hour * hour_ms).filter((begin) => begin <= now);
    days.push({ at, hours: hours.map((begin) => moved.get(begin) ?? null) });
  }
  return days.some((day) => day.hours.some((hour) => hour !== null)) ? days : [];
}
