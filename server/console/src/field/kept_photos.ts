// Photographs that the server has not got yet. The telephone keeps them over a restart, where its browser has room.
import { keep, kept } from '../model/kept.ts';

const by_id = new Map<string, string>();
const key_of = (id: string): string => `field.photo.${id}`;

export function keep_photo(id: string, jpeg: string): void {
  by_id.set(id, jpeg);
  keep(key_of(id), jpeg);
}

/** Null for one that was sent, or that this telephone had no room for before it was started anew. */
export function photo_kept(id: string): string | null {
  return by_id.get(id) ?? kept(key_of(id));
}

export function drop_photo(id: string): void {
  by_id.delete(id);
  keep(key_of(id), null);
}
