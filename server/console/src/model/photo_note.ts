// A photograph taken on a visit: the picture goes its own way, the note says that it is there. Pure.
//
// The note has a fixed beginning and the photograph's id:
//   photo: ID
import type { HistoryLine } from '../api/shapes.ts';

export function write_photo(id: string): string {
  return `photo: ${id}`;
}

/** Null for every other note. */
export function read_photo(text: string): string | null {
  return /^photo: ([A-Za-z0-9_.:-]{1,64})$/.exec(text)?.[1] ?? null;
}

/** The photographs that the record speaks of, oldest first, each once. */
export function photos_in(history: readonly HistoryLine[]): string[] {
  const ids = history.flatMap((line) => (line.what === 'note' ? (read_photo(line.detail ?? '') ?? []) : []));
  return [...new Set(ids)];
}
