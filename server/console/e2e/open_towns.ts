// The towns that a run happens in: the one of LAMPLIGHT_STATE, or towns of our own, one for each of Vitest's workers,
// which are stopped and gone afterwards. For Vitest's global setups.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { free_ports } from './ports.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The state folders of the running towns, the first worker's first. */
    states: string[];
  }
}

const launcher = resolve(import.meta.dirname, '../../../lamplight');

/** Answers what ends them again. */
export async function open_towns(project: TestProject, count: number): Promise<() => void> {
  const given = process.env['LAMPLIGHT_STATE'];
  if (given !== undefined) {
    project.provide('states', [resolve(given)]);
    return () => undefined;
  }
  const states: string[] = [];
  // Also where the run is cut off: Vitest ends its process then, and asks for nothing.
  const down = (): void => stop_towns(states.splice(0));
  process.once('exit', down);
  try {
    const ports = await free_ports(4 * count);
    const starting: Promise<void>[] = [];
    for (let nth = 0; nth < count; nth += 1) {
      const state = mkdtempSync(join(tmpdir(), 'lamplight-console-'));
      states.push(state);
      const town = start_town(state, ports.slice(4 * nth, 4 * nth + 4));
      starting.push(town);
      await is_built(state, town);
    }
    // All have ended when the first reason is thrown: nothing is started any more while it is stopped.
    await Promise.allSettled(starting);
    await Promise.all(starting);
  } catch (reason) {
    down();
    throw reason;
  }
  project.provide('states', [...states]);
  return down;
}

/** Resolves when the town is ready. */
function start_town(state: string, ports: readonly number[]): Promise<void> {
  const options = ['--http', '--mqtt', '--mqtts', '--simulator'].flatMap((name, nth) => [name, `${ports[nth]}`]);
  const up = spawn(launcher, ['up', '--detach', '--no-simulator', '--state', state, ...options], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((ready, failed) => {
    up.once('error', failed);
    // Not "close": what it leaves behind may hold its output for longer.
    up.once('exit', (code) => (code === 0 ? ready() : failed(new Error(`a town has not started: ${code}`))));
  });
}

// What is not built yet is built before a town has settings, and two must not build one console: the next town waits
// until this one is past that, or has failed.
async function is_built(state: string, town: Promise<void>): Promise<void> {
  const ended = town.then(
    () => true,
    () => true,
  );
  const a_while = (): Promise<boolean> => new Promise((over) => setTimeout(() => over(false), 50));
  while (!existsSync(join(state, 'config/server.toml'))) {
    if (await Promise.race([ended, a_while()])) return;
  }
}

// All at once, and without Node's event loop: no time limit of Vitest cuts it short, and it works at the process's end.
function stop_towns(states: readonly string[]): void {
  if (states.length === 0) return;
  const script = `
    for state; do "$0" down --state "$state" & towns+=($!); done
    for town in "\${towns[@]}"; do wait "$town" || bad=1; done
    exit "\${bad:-0}"`;
  execFileSync('bash', ['-c', script, launcher, ...states], { stdio: ['ignore', 'inherit', 'inherit'] });
  for (const state of states) rmSync(state, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
