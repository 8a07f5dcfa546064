// How long each class of data is kept, and what is due to go.
import { call, call_tagged } from './call.ts';
import type { Page } from './shapes.ts';

export interface Kept {
  id: string;
  /** Null: for ever. */
  days: number | null;
  /** What would be removed now. */
  due: number;
  oldest_at: string | null;
  version: number;
}

export async function retention(): Promise<Kept[]> {
  return (await call<Page<Kept>>('GET', '/retention')).items;
}

export async function keep_for(kept: Kept, days: number | null): Promise<void> {
  await call_tagged<unknown>('PATCH', `/retention/${encodeURIComponent(kept.id)}`, { days }, `"${kept.version}"`);
}

export async function remove_due(): Promise<void> {
  await call<unknown>('POST', '/retention/run');
}
