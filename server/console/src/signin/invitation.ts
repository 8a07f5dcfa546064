// The links that open the door: what they carry, and what may be a password. Pure.

/** The token behind the `#`, which no server ever sees in a log; null where there is none. */
export function token_of(hash: string): string | null {
  return /^#invitation=([A-Za-z0-9_.~-]{16,200})$/.exec(hash)?.[1] ?? null;
}

/** The user name in a relative's own link (parts/paths.ts); null where there is none. Not a secret. */
export function name_of(hash: string): string | null {
  const name = /^#name=([^&]{1,400})$/.exec(hash)?.[1];
  if (name === undefined) return null;
  try {
    return decodeURIComponent(name);
  } catch {
    return null; // a link that was cut or mistyped
  }
}

export const password_length_min = 10;

export type PasswordFault = 'short' | 'differ';

export function password_fault(password: string, again: string): PasswordFault | null {
  if (new TextEncoder().encode(password).length < password_length_min) return 'short';
  return password === again ? null : 'differ';
}
