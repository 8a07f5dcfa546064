// The link that somebody was sent: what it carries, and what may be a password. Pure.

/** The token behind the `#`, which no server ever sees in a log; null where there is none. */
export function token_of(hash: string): string | null {
  return /^#invitation=([A-Za-z0-9_.~-]{16,200})$/.exec(hash)?.[1] ?? null;
}

export const password_length_min = 10;

export type PasswordFault = 'short' | 'differ';

export function password_fault(password: string, again: string): PasswordFault | null {
  if (new TextEncoder().encode(password).length < password_length_min) return 'short';
  return password === again ? null : 'differ';
}
