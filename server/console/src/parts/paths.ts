// Where each role works.
import type { Role } from '../api/shapes.ts';

const homes: Record<Role, string> = {
  administrator: '/admin/',
  dispatcher: '/desk/',
  care_worker: '/field/',
  family: '/family/',
};

export function home_of(role: Role): string {
  return homes[role];
}

/** Signing in; `ended` says why one is asked again. */
export function door(ended: boolean): string {
  return ended ? '/?ended' : '/';
}

/** The door of this site, told whom a code is for: a relative opens it on a further telephone. Not a secret. */
export function own_link(origin: string, username: string): string {
  return `${origin}/#name=${encodeURIComponent(username)}`;
}
