// Photographs of a visit: the phone brings them, the desk looks at them.
import { call } from './call.ts';
import type { Instant, Page } from './shapes.ts';

export interface Photo {
  id: string;
  at: Instant;
  /** Who took it, by name. */
  name: string;
  /** Base64. */
  jpeg: string;
}

/** The same one again changes nothing. */
export async function add_photo(incident: string, id: string, at: number, jpeg: string): Promise<void> {
  const body = { id, at: new Date(at).toISOString(), jpeg };
  await call<unknown>('POST', `/incidents/${encodeURIComponent(incident)}/photos`, body);
}

/** Oldest first. The server writes down who has looked. */
export async function photos_of(incident: string): Promise<Photo[]> {
  return (await call<Page<Photo>>('GET', `/incidents/${encodeURIComponent(incident)}/photos`)).items;
}
