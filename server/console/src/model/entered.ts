// When a care worker got into the home: the record's proof that the door was no obstacle. Pure.
//
// The API has no step for it, so it is a note with a fixed beginning and the time of the tap, which is true also where
// the telephone had no line:
//   entered: INSTANT
import type { HistoryLine, Instant } from '../api/shapes.ts';

export function write_entered(at: number): string {
  return `entered: ${new Date(at).toISOString()}`;
}

/** Null for every other note. */
export function read_entered(text: string): Instant | null {
  return /^entered: (\d{4}-\d\d-\d\dT[\d:.]+Z)$/.exec(text)?.[1] ?? null;
}

/** Since somebody last arrived; null while nobody is in. */
export function entered_at(history: readonly HistoryLine[]): Instant | null {
  const arrived = history.findLastIndex((line) => line.what === 'arrived');
  for (const line of history.slice(arrived + 1)) {
    const at = line.what === 'note' ? read_entered(line.detail ?? '') : null;
    if (at !== null) return at;
  }
  return null;
}
