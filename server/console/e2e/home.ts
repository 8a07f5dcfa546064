// The home on the screen: the page that the simulator serves, for the stories. A town that runs without its own
// simulator gets one that keeps quiet: nobody in it presses by himself, and no care worker is simulated, so that the
// people at the pages are the only ones who act.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { open_page } from './browser.ts';
import { account, town, type Device } from './town.ts';

const simulator = resolve(import.meta.dirname, '../../../build/release/lamplight-simulator');
const ready_within_ms = 60_000;

export interface Homes {
  address: string;
  stop(): Promise<void>;
}

export async function open_homes(): Promise<Homes> {
  const running = town.homes_address();
  if (running !== null) return { address: running, stop: () => Promise.resolve() };
  const folder = mkdtempSync(join(tmpdir(), 'lamplight-homes-'));
  const accounts = join(folder, 'accounts.json');
  writeFileSync(accounts, JSON.stringify([account('dispatcher', 1)]), { mode: 0o600 });
  const program = spawn(
    simulator,
    ['--config', town.file('config/simulator.toml'), '--port', '0', '--speed', '0.001'],
    {
      env: { ...process.env, LAMPLIGHT_SIMULATOR_ACCOUNTS: accounts },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const ended = new Promise<void>((done) => program.once('exit', () => done()));
  return {
    address: await address_of(program),
    stop: async () => {
      program.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

// The simulator says where it listens.
function address_of(program: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let said = '';
    const timer = setTimeout(() => failed(new Error(`the simulator is not ready: ${said}`)), ready_within_ms);
    const listen = (words: Buffer): void => {
      said += words.toString();
      const address = /homes on (http:\S+?),/.exec(said)?.[1];
      if (address === undefined) return;
      clearTimeout(timer);
      found(address);
    };
    program.stdout?.on('data', listen);
    program.stderr?.on('data', listen);
    program.once('exit', (code) => failed(new Error(`the simulator ended with ${code}: ${said}`)));
  });
}

/** A resident's home on the screen, in a window of its own. */
export async function home_of(
  browser: Browser,
  homes: Homes,
  device: Device,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const page = await open_page(browser, { baseURL: homes.address, viewport: { width: 1100, height: 900 }, ...options });
  await page.goto(`/#${encodeURIComponent(device.resident)}`);
  await page.locator('#devices li').first().waitFor({ timeout: ready_within_ms });
  return page;
}
