// The register of residents, as far as a dispatcher needs it to find somebody.
import type { Row } from './administration.ts';
import { call } from './call.ts';
import type { Page } from './shapes.ts';

export interface ResidentFound {
  id: string;
  name: string;
  district: string;
}

export async function find_residents(name: string): Promise<ResidentFound[]> {
  return (await call<Page<ResidentFound>>('GET', `/residents?limit=8&name=${encodeURIComponent(name)}`)).items;
}

function merge<T>(id: string, other: string, dry_run: boolean): Promise<T> {
  return call<T>('POST', `/residents/${encodeURIComponent(id)}/merge`, { other, dry_run });
}

/** What the record would hold if the other one of the same person ended in it. Nothing is written. */
export function merge_preview(id: string, other: string): Promise<Row> {
  return merge<Row>(id, other, true);
}

/** The other record ends in this one; all that hangs on it moves here. It can't be undone. */
export async function merge_residents(id: string, other: string): Promise<void> {
  await merge<unknown>(id, other, false);
}
