// Everything that is kept of one person: how her record came to be, a copy of all of it, and its end.
import { call, call_text } from './call.ts';
import type { Page } from './shapes.ts';

export interface RecordVersion {
  version: number;
  at: string;
  /** A user's id; null: as it was before the first change that was kept. */
  who: string | null;
  changes: { field: string; before: unknown; after: unknown }[];
}

function resident_path(id: string): string {
  return `/residents/${encodeURIComponent(id)}`;
}

export function versions_of(id: string, cursor: string | null): Promise<Page<RecordVersion>> {
  const asked = new URLSearchParams({ limit: '20' });
  if (cursor !== null) asked.set('cursor', cursor);
  return call<Page<RecordVersion>>('GET', `${resident_path(id)}/history?${asked}`);
}

/** As JSON for a program, or as a page for paper. */
export function export_of(id: string, type: 'application/json' | 'text/html'): Promise<string> {
  return call_text(`${resident_path(id)}/export`, type);
}

/** It can't be undone; `confirm` is the id, typed again. */
export async function erase(id: string, confirm: string, reason: string): Promise<void> {
  await call<unknown>('POST', `${resident_path(id)}/erase`, { confirm, reason });
}
