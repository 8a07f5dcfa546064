// The way of relatives: a code on their telephone. Used at the door.
import { call, keep_csrf } from './call.ts';
import type { Session, User } from './shapes.ts';

export interface CodeAsk {
  ask: string;
  expires_in_s: number;
  again_in_s: number;
}

/** Whom the code is for: by the name she has here, or by the link that she was sent. */
export type CodeFor = { username: string } | { token: string };

/** Whether this town sends codes at all. */
export async function sends_codes(): Promise<boolean> {
  return (await call<{ code: boolean }>('GET', '/session/ways')).code;
}

/** Answers the same whether there is such an account or not. */
export function ask_for_code(whom: CodeFor): Promise<CodeAsk> {
  return call<CodeAsk>('POST', '/session/code', whom);
}

export async function sign_in_by_code(ask: string, code: string): Promise<User> {
  const session = await call<Session>('POST', '/session/by-code', { ask, code });
  keep_csrf(session.csrf);
  return session.user;
}
