// When something really was done that the server heard of late: a telephone without a line keeps what was tapped.
// Pure. A note with a fixed beginning goes before the late command:
//   late: depart|arrive|resolve INSTANT
import type { Instant } from '../api/shapes.ts';

const told = ['depart', 'arrive', 'resolve'] as const;

export type LateDeed = (typeof told)[number];

/** Later than this the server's own time would be untrue in the record. */
const late_after_ms = 20_000;

export function is_late_deed(deed: string, tapped_at: number, now: number): deed is LateDeed {
  return told.some((one) => one === deed) && now - tapped_at > late_after_ms;
}

export function write_late(deed: LateDeed, tapped_at: number): string {
  return `late: ${deed} ${new Date(tapped_at).toISOString()}`;
}

/** Null for every other note. */
export function read_late(text: string): { deed: LateDeed; at: Instant } | null {
  const match = /^late: (\w+) (\d{4}-\d\d-\d\dT[\d:.]+Z)$/.exec(text);
  const deed = told.find((one) => one === match?.[1]);
  return deed === undefined || match?.[2] === undefined ? null : { deed, at: match[2] };
}
