// Signing out and going to the door; without a line the door is shown all the same. Used by every page.
import { sign_out } from '../api/session.ts';
import { door } from './paths.ts';

export async function leave(): Promise<void> {
  await sign_out().catch(() => undefined);
  location.replace(door(false));
}
