// A link by which somebody comes in for the first time, or anew. Used at the door.
import { call } from './call.ts';
import type { Role } from './shapes.ts';

export interface Invited {
  username: string;
  name: string;
  role: Role;
  /** By a code on her telephone, or by a password that she chooses. */
  way: 'code' | 'password';
  /** The last two digits of that telephone's number. */
  phone_end: string | null;
}

/** Uses nothing up. */
export function look_at_invitation(token: string): Promise<Invited> {
  return call<Invited>('POST', '/invitations/look', { token });
}

/** Answers the user name that the link is for. */
export async function accept_invitation(token: string, password: string): Promise<string> {
  return (await call<{ username: string }>('POST', '/invitations/accept', { token, password })).username;
}
