// Signing in, knowing who is signed in, signing out. Used by every page at its start.
import { call, keep_csrf, Refused } from './call.ts';
import type { Session, User } from './shapes.ts';

export async function sign_in(username: string, password: string, code: string): Promise<User> {
  const session = await call<Session>(
    'POST',
    '/session',
    code === '' ? { username, password } : { username, password, code },
  );
  keep_csrf(session.csrf);
  return session.user;
}

/** Nobody: null. Throws Unreachable when that can't be known. */
export async function who_am_i(): Promise<User | null> {
  try {
    const session = await call<Session>('GET', '/session');
    keep_csrf(session.csrf);
    return session.user;
  } catch (reason) {
    if (reason instanceof Refused && reason.status === 401) return null;
    throw reason;
  }
}

export async function sign_out(): Promise<void> {
  await call<unknown>('DELETE', '/session');
}
