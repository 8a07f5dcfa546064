// How long until somebody who is coming is there. Pure.
import type { Holder } from '../api/shapes.ts';
import { minutes_of } from './time_words.ts';

/** Whole minutes, 0 when the time has passed; null where nobody has said when. */
export function minutes_left(holder: Pick<Holder, 'eta_s' | 'expected_at'>, now: number): number | null {
  if (holder.expected_at !== undefined) return minutes_of((Date.parse(holder.expected_at) - now) / 1000);
  return holder.eta_s === null ? null : minutes_of(holder.eta_s);
}
