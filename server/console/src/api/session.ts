// Signing in, knowing who is signed in, signing out. Used by every page at its start.
import { call, keep_csrf, Refused } from './call.ts';
import { session_path } from './first_paths.ts';
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
    const session = await call<Session>('GET', session_path);
    keep_csrf(session.csrf);
    return session.user;
  } catch (reason) {
    if (reason instanceof Refused && reason.status === 401) return null;
    throw reason;
  }
}

/** Somebody has left this desk alone: until it is unlocked it shows everything and changes nothing. */
export async function is_locked(): Promise<boolean> {
  return (await call<Session>('GET', session_path)).locked === true;
}

export async function lock(): Promise<void> {
  await call<unknown>('POST', '/session/lock', {});
}

/** `code`: of the second factor, or the password where there is none. */
export async function unlock(code: string): Promise<void> {
  await call<unknown>('POST', '/session/unlock', { code });
}

export async function sign_out(): Promise<void> {
  await call<unknown>('DELETE', '/session');
}
