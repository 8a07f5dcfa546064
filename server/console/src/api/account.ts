// One's own account: where it is signed in, and its second factor.
import { call } from './call.ts';
import type { Page } from './shapes.ts';

export interface SessionLine {
  id: string;
  /** The User-Agent. */
  client: string;
  created_at: string;
  used_at: string;
  expires_at: string;
  locked: boolean;
  /** The one that asks. */
  own: boolean;
}

export async function own_sessions(): Promise<SessionLine[]> {
  return (await call<Page<SessionLine>>('GET', '/sessions')).items;
}

/** `code` is of the second factor, or the password; empty for whoever has neither. */
export async function revoke_session(id: string, code: string): Promise<void> {
  await call<unknown>('POST', `/sessions/${encodeURIComponent(id)}/revoke`, { code });
}

export async function revoke_others(code: string): Promise<void> {
  await call<unknown>('POST', '/sessions/revoke-others', { code });
}

export interface SecondFactor {
  enabled: boolean;
  recovery_codes_left: number;
  /** Whoever signs in by codes has none. */
  has_password: boolean;
}

export function second_factor(): Promise<SecondFactor> {
  return call<SecondFactor>('GET', '/second-factor');
}

/** What an authenticator needs; shown once, and counts when its first code confirms it. */
export interface Enrolment {
  secret: string;
  uri: string;
  /** A row a text, 1 dark, 0 light, without the quiet zone. */
  qr: string[];
}

export function begin_second_factor(password: string): Promise<Enrolment> {
  return call<Enrolment>('POST', '/second-factor', { password });
}

interface Codes {
  recovery_codes: string[];
}

/** Ten codes, each for one use, shown once. */
export async function confirm_second_factor(code: string): Promise<string[]> {
  return (await call<Codes>('POST', '/second-factor/confirm', { code })).recovery_codes;
}

export async function new_recovery_codes(code: string): Promise<string[]> {
  return (await call<Codes>('POST', '/second-factor/recovery-codes', { code })).recovery_codes;
}

export async function remove_second_factor(code: string): Promise<void> {
  await call<unknown>('POST', '/second-factor/remove', { code });
}
