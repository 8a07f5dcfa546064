// Every operation of docs/openapi.json, asked by every role with inputs of fast-check: nothing breaks the server, and
// no answer tells what it is made of. LAMPLIGHT_SEED and LAMPLIGHT_RUNS make other inputs, and more.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Role } from '../src/api/shapes.ts';
import { inputs_of, operations, type Operation } from './api_fuzz.ts';
import { account, town } from './town.ts';

const seed = Number(process.env['LAMPLIGHT_SEED'] ?? 20261128);
const runs = Number(process.env['LAMPLIGHT_RUNS'] ?? 12);

// What ends or locks the session that asks would end the test; each has its own tests.
const spared = new Set([
  'DELETE /session',
  'POST /session/lock',
  'POST /sessions/revoke-others',
  'POST /sessions/{id}/revoke',
  'POST /users/{id}/sessions/revoke',
  'PATCH /users/{id}',
  'DELETE /users/{id}',
  'GET /live',
]);

interface Asker {
  role: Role;
  headers: Record<string, string>;
}

async function sign_in(role: Role): Promise<Asker> {
  const { username, password } = account(role);
  const door = await fetch(`${town.address()}/api/v1/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
  expect(door.status).toBe(200);
  const { csrf } = (await door.json()) as { csrf: string };
  const cookie = (door.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return { role, headers: { 'Content-Type': 'application/json', Cookie: cookie, 'X-CSRF-Token': csrf } };
}

const tells = /\.cpp|\.h:\d|std::|terminate|backtrace|SQL|mysql|mariadb|0x[0-9a-f]{8}/i;

async function ask(asker: Asker, operation: Operation, path: string, body?: string, etag?: string): Promise<number> {
  const answer = await fetch(`${town.address()}/api/v1${path}`, {
    method: operation.method,
    headers: { ...asker.headers, ...(etag === undefined ? {} : { 'If-Match': etag }) },
    ...(body === undefined ? {} : { body }),
  });
  const text = await answer.text();
  const asked = `${asker.role}: ${operation.method} ${path} ${body?.slice(0, 300) ?? ''}`;
  const said = `${asked} -> ${answer.status} ${text.slice(0, 300)}`;
  // A device's command needs the broker; while it does not take it, 503 is what the file says.
  const may_be_away = operation.path === '/devices/{id}/commands' && answer.status === 503;
  if (answer.status >= 500 && !may_be_away) throw new Error(said);
  if (answer.status < 400) return answer.status;
  if (!(answer.headers.get('content-type') ?? '').startsWith('application/problem+json')) throw new Error(said);
  if (tells.test(text)) throw new Error(said);
  return answer.status;
}

// Things that are there, so that not everything ends at "there is no such thing".
async function ids_for(asker: Asker, operation: Operation): Promise<string[]> {
  const list = operation.path.split('/').slice(0, 2).join('/');
  const answer = await fetch(`${town.address()}/api/v1${list}?limit=5`, { headers: asker.headers });
  if (!answer.ok) return ['none'];
  const { items } = (await answer.json()) as { items?: { id?: string }[] };
  return ['none', ...(items ?? []).flatMap((item) => (item.id === undefined ? [] : [item.id]))];
}

for (const role of ['administrator', 'dispatcher', 'care_worker', 'family'] as const) {
  test(`nothing that ${role} sends breaks the server`, { timeout: 600_000 }, async () => {
    const asker = await sign_in(role);
    const admin = await sign_in('administrator');
    const seen = new Set<number>();
    for (const operation of operations()) {
      if (spared.has(`${operation.method} ${operation.path}`)) continue;
      const ids = await ids_for(admin, operation);
      await fc.assert(
        fc.asyncProperty(inputs_of(operation, ids), async (input) => {
          seen.add(await ask(asker, operation, input.path, input.body, input.etag));
        }),
        { seed, numRuns: runs },
      );
    }
    // The client gets beyond the door: it is answered, refused and told what is wrong.
    expect([...seen].sort()).toEqual(expect.arrayContaining([200, 400, 404]));
    expect((await fetch(`${town.address()}/healthz`)).status).toBe(200);
  });
}
