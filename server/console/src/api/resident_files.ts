// Photo and documents of a resident: listed, added, read, removed. The server writes down who has looked.
import { call, call_bytes, send_file } from './call.ts';
import type { Page } from './shapes.ts';

export const file_kinds = ['photo', 'document'] as const;
export type FileKind = (typeof file_kinds)[number];

export interface ResidentFile {
  id: string;
  kind: FileKind;
  name: string;
  content_type: string;
  bytes: number;
  added_at: string;
  /** A user's id. */
  who: string;
}

function files_path(resident: string): string {
  return `/residents/${encodeURIComponent(resident)}/files`;
}

export async function files_of(resident: string): Promise<ResidentFile[]> {
  return (await call<Page<ResidentFile>>('GET', files_path(resident))).items;
}

/** A photo takes the place of the one before. */
export function add_file(resident: string, kind: FileKind, file: File): Promise<ResidentFile> {
  const asked = new URLSearchParams({ kind, name: file.name });
  return send_file<ResidentFile>(`${files_path(resident)}?${asked}`, file, 'application/octet-stream');
}

export function content_of(resident: string, file: string): Promise<Blob> {
  return call_bytes(`${files_path(resident)}/${encodeURIComponent(file)}`);
}

export async function remove_file(resident: string, file: string): Promise<void> {
  await call<unknown>('DELETE', `${files_path(resident)}/${encodeURIComponent(file)}`);
}
