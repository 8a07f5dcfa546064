// Who was here last, for pages that must open without a line. Used by the gate; only the field app asks for it.
import type { Role, User } from '../api/shapes.ts';
import { drop_kept, keep, kept } from '../model/kept.ts';

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

/** Null: she has signed out, or her session is over; what a page kept for her goes too, but for what is unsent. */
export function remember_user(user: User | null): void {
  if (user === null) drop_kept('field.round.');
  keep(key, user === null ? null : JSON.stringify(user));
}
