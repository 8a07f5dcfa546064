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
