// The town that the stories happen in: the one of LAMPLIGHT_STATE, or one of our own that is stopped afterwards.
// Vitest's global setup.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The state folder of the running town. */
    state: string;
  }
}

const launcher = resolve(import.meta.dirname, '../../../lamplight');

export default async function setup(project: TestProject): Promise<() => void> {
  const given = process.env['LAMPLIGHT_STATE'];
  if (given !== undefined) {
    project.provide('state', resolve(given));
    return () => undefined;
  }
  const state = mkdtempSync(join(tmpdir(), 'lamplight-console-'));
  const [http, mqtt, simulator] = await free_ports(3);
  const ports = ['--http', `${http}`, '--mqtt', `${mqtt}`, '--simulator', `${simulator}`];
  const down = (): void => {
    execFileSync(launcher, ['down', '--state', state], { stdio: 'inherit' });
    rmSync(state, { recursive: true, force: true });
  };
  try {
    const up = ['up', '--detach', '--no-simulator', '--state', state, ...ports];
    execFileSync(launcher, up, { stdio: 'inherit' });
  } catch (reason) {
    down();
    throw reason;
  }
  project.provide('state', state);
  return down;
}

// All at once, so that they differ.
async function free_ports(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((done) => {
          server.listen(0, '127.0.0.1', () => {
            const address = server.address();
            done(typeof address === 'object' && address !== null ? address.port : 0);
          });
        }),
    ),
  );
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}
