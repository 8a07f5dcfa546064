// Who was here last, for pages that must open without a line. Used by the gate; only the field app asks for it.
import type { Role, User } from '../api/shapes.ts';
import { keep, kept } from '../model/kept.ts';

const key = 'last_user';

/** Null where nobody of these roles was. */
export function last_user(roles: readonly Role[]): User | null {
  const text = kept(key);
  if (text === null) return null;
  try {
    const user = JSON.parse(text) as Partial<User>;
    const whole = typeof user.id === 'string' && roles.some((role) => role === user.role);
    return whole ? (user as User) : null;
  } catch {
    return null;
  }
}

export function remember_user(user: User | null): void {
  keep(key, user === null ? null : JSON.stringify(user));
}
