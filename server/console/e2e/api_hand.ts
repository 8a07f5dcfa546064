// The API as another program would use it, without a browser: for what a story prepares and what it leaves behind.
import type { Role } from '../src/api/shapes.ts';
import { account, town, type Account } from './town.ts';

export type Call = (method: string, path: string, body?: object, etag?: string) => Promise<Response>;

/** Signs in the first of that role, works, and signs out again. */
export function as_role(role: Role, work: (call: Call) => Promise<void>): Promise<void> {
  return as_account(account(role), work);
}

export async function as_account({ username, password }: Account, work: (call: Call) => Promise<void>): Promise<void> {
  const api = `${town.address()}/api/v1`;
  const json = { 'Content-Type': 'application/json' };
  const door = await fetch(`${api}/session`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ username, password }),
  });
  if (!door.ok) throw new Error(`${username} is not let in: ${door.status}`);
  const { csrf } = (await door.json()) as { csrf: string };
  const cookie = (door.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const call: Call = (method, path, body, etag) =>
    fetch(api + path, {
      method,
      headers: { ...json, Cookie: cookie, 'X-CSRF-Token': csrf, ...(etag === undefined ? {} : { 'If-Match': etag }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  try {
    await work(call);
  } finally {
    await call('DELETE', '/session');
  }
}

interface Ladder {
  steps: { action: string; width: number; wait_ms: number }[];
}

/** For how long the first of a ladder is asked. Answers for how long it was before. */
export async function set_first_wait(ladder: string, wait_ms: number): Promise<number> {
  let before = 0;
  await as_role('administrator', async (call) => {
    const present = await call('GET', `/policies/${ladder}`);
    const [first, ...rest] = ((await present.json()) as Ladder).steps;
    if (first === undefined) throw new Error(`the ladder ${ladder} has no step`);
    before = first.wait_ms;
    const steps = [{ ...first, wait_ms }, ...rest];
    const changed = await call('PATCH', `/policies/${ladder}`, { steps }, present.headers.get('ETag') ?? '');
    if (!changed.ok) throw new Error(`the ladder is not changed: ${changed.status}`);
  });
  return before;
}

/**
 * Whoever is asked in an emergency has ten minutes, so that no offer runs out on a slow machine while a story looks at
 * it. Answers what sets it back.
 */
export async function patient_offers(): Promise<() => Promise<void>> {
  const before = await set_first_wait('emergency-1', 600_000);
  return async () => {
    await set_first_wait('emergency-1', before);
  };
}
