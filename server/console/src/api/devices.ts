// What devices are asked and answer, what bridges have found, and messages that could not be read.
import { call, call_tagged } from './call.ts';
import type { Page } from './shapes.ts';

/** Something behind a household's bridge that is in no register. */
export interface FoundThing {
  /** The id that it is to be registered under. */
  device: string;
  bridge: string;
  resident: string | null;
  district: string;
  language: string;
  thing: string;
  about: string;
  says: string;
  first_at: string;
  last_at: string;
}

export function found_page(cursor: string | null): Promise<Page<FoundThing>> {
  const asked = new URLSearchParams({ limit: '100' });
  if (cursor !== null) asked.set('cursor', cursor);
  return call<Page<FoundThing>>('GET', `/found-things?${asked}`);
}

/** What a device was asked; nulls while it has not answered. */
export interface DeviceCommand {
  id: string;
  do: string;
  sent_at: string;
  answered_at: string | null;
  ok: boolean | null;
  /** The device's own words. */
  answer: string;
}

function commands_path(device: string): string {
  return `/devices/${encodeURIComponent(device)}/commands`;
}

/** Latest first. */
export async function commands_of(device: string): Promise<DeviceCommand[]> {
  return (await call<Page<DeviceCommand>>('GET', `${commands_path(device)}?limit=20`)).items;
}

export function command_device(device: string, wish: Readonly<Record<string, unknown>>): Promise<DeviceCommand> {
  return call<DeviceCommand>('POST', commands_path(device), wish);
}

/** A monitor takes it up within seconds; what can't be read then is a new letter. */
export async function retry_letter(id: string): Promise<void> {
  await call<unknown>('POST', `/dead-letters/${encodeURIComponent(id)}/retry`);
}

export async function remove_letter(id: string): Promise<void> {
  const path = `/dead-letters/${encodeURIComponent(id)}`;
  const { etag } = await call_tagged<unknown>('GET', path);
  await call_tagged<unknown>('DELETE', path, undefined, etag);
}

export const credentials = ['password', 'certificate', 'both', 'none'] as const;
export type Credential = (typeof credentials)[number];

/** What a device needs to know to sign in; of its secrets nothing is kept, so this is seen once. */
export interface Provisioned {
  device: { id: string; resident: string | null; district: string; model: string; room: string };
  sign_in: {
    host: string;
    port: number;
    username: string;
    password: string | null;
    /** Whether the broker was seen to take the password. */
    accepted: boolean | null;
    tls: { port: number | null; certificate: string; key: string; authority: string } | null;
  };
  topics: Readonly<Record<string, string>>;
  qr: { text: string; svg: string };
  /** Settings to copy, by the program that they are for. */
  snippets: Readonly<Record<string, string>>;
}

export interface DeviceWish {
  id?: string;
  resident?: string;
  district?: string;
  model?: string;
  room?: string;
  credential: Credential;
}

export function provision(wish: DeviceWish): Promise<Provisioned> {
  return call<Provisioned>('POST', '/devices/provision', wish);
}

/** A new password or certificate; the old ones are void. */
export function renew_sign_in(device: string, credential: Credential): Promise<Provisioned> {
  return call<Provisioned>('POST', `/devices/${encodeURIComponent(device)}/sign-in`, { credential });
}

/** Another device in the same place; the old one is retired. */
export function replace_device(device: string, credential: Credential): Promise<Provisioned> {
  return call<Provisioned>('POST', `/devices/${encodeURIComponent(device)}/replace`, { credential });
}

export async function retire_device(device: string, reason: string): Promise<void> {
  await call<unknown>('POST', `/devices/${encodeURIComponent(device)}/retire`, { reason });
}
