// Measures what people feel: from a press to the card on the desk, scrolling and typing beside 200 open incidents, the
// first useful picture of each page on a slow telephone, and how much script each page loads.
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { desk_screen, open_browser, open_page, phone, sign_in, signed_in } from './browser.ts';
import { print_figure, percentile } from './figures.ts';
import { account, publisher, town, type Device } from './town.ts';

const open_incidents = 200;
const presses = 60;
// A bad telephone line: Lighthouse's "slow 3G" and its slow processor.
const slow_line = { latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000, offline: false };
const slower_processor = 4;

let browser: Browser;

beforeAll(async () => {
  browser = await open_browser();
});

afterAll(() => browser.close());

/** One pendant of each resident. */
function pendants(): Device[] {
  const first = new Map<string, Device>();
  for (const device of town.devices()) {
    if (device.device.startsWith('pendant') && !first.has(device.resident)) first.set(device.resident, device);
  }
  return [...first.values()];
}

interface Alarm {
  id: string;
  pressed_at: number;
}

function press_by(line: ChildProcess, device: Device): Alarm {
  const alarm = { id: `b-${device.device}-${Date.now()}`, pressed_at: performance.timeOrigin + performance.now() };
  line.stdin?.write(`${JSON.stringify({ id: alarm.id, kind: 'sos', trigger: 'pendant' })}\n`);
  return alarm;
}

// Notes when a word of the live line arrives and when its card has been drawn; runs in the desk's page.
function watch_desk(): void {
  const seen = window as unknown as { painted: Record<string, number>; arrived: Record<string, number> };
  seen.painted = {};
  seen.arrived = {};
  const clock = (): number => performance.timeOrigin + performance.now();
  const floor = new EventSource('/api/v1/live');
  floor.addEventListener('incident', (message: MessageEvent<string>) => {
    const incident = JSON.parse(message.data) as { resident: { id: string } | null };
    if (incident.resident !== null) seen.arrived[incident.resident.id] ??= clock();
  });
  const drawn = (card: Element): void => {
    const id = card.getAttribute('data-incident') ?? '';
    // The second frame begins when the first has been painted.
    requestAnimationFrame(() => requestAnimationFrame(() => (seen.painted[id] ??= clock())));
  };
  new MutationObserver((changes) => {
    for (const change of changes) {
      for (const node of change.addedNodes) {
        if (node instanceof Element) node.querySelectorAll('[data-incident]').forEach(drawn);
      }
    }
  }).observe(document.body, { childList: true, subtree: true });
}

test('from the press to the card on the desk, beside 200 open incidents', async () => {
  const homes = pendants();
  const lines = new Map<string, ChildProcess>();
  const desk = await signed_in(browser, desk_screen, account('dispatcher'));
  try {
    for (const device of homes.slice(0, open_incidents + presses)) lines.set(device.resident, publisher(device));
    for (const device of homes.slice(0, open_incidents)) press_by(lines.get(device.resident) as ChildProcess, device);
    await desk.waitForFunction((n) => document.querySelectorAll('[data-incident]').length >= n, open_incidents);
    await desk.evaluate(watch_desk);
    const pressed = new Map<string, number>();
    for (const device of homes.slice(open_incidents, open_incidents + presses)) {
      pressed.set(device.resident, press_by(lines.get(device.resident) as ChildProcess, device).pressed_at);
      await desk.waitForTimeout(150);
    }
    await desk.waitForFunction(
      (n) => Object.keys((window as unknown as { painted: object }).painted).length >= n,
      presses,
    );
    const found = await desk.evaluate(async () => {
      const seen = window as unknown as { painted: Record<string, number>; arrived: Record<string, number> };
      const answer = await fetch('/api/v1/incidents?state=open&limit=500');
      const { items } = (await answer.json()) as { items: { id: string; resident: { id: string } | null }[] };
      const painted = items.map((one) => [one.resident?.id ?? '', seen.painted[one.id] ?? 0] as const);
      return { painted, arrived: seen.arrived };
    });
    const times = (of: (resident: string) => number | undefined): number[] =>
      [...pressed].flatMap(([resident, at]) => {
        const then = of(resident) ?? 0;
        return then > 0 ? [then - at] : [];
      });
    const painted = new Map(found.painted);
    const paint_ms = times((resident) => painted.get(resident));
    const arrive_ms = times((resident) => found.arrived[resident]);
    expect(paint_ms.length).toBe(presses);
    for (const [name, share] of [
      ['p50', 0.5],
      ['p99', 0.99],
    ] as const) {
      print_figure(`press_to_painted_${name}`, percentile(paint_ms, share), 'ms', percentile(arrive_ms, share));
    }
    await measure_smoothness(desk);
  } finally {
    for (const line of lines.values()) line.kill();
  }
});

// With the 260 open incidents of the test above: frames while scrolling, and from a key to the frame that shows it.
async function measure_smoothness(desk: Page): Promise<void> {
  const frames = await desk.evaluate(async () => {
    const list = document.querySelector('.queue') as HTMLElement;
    const gaps: number[] = [];
    let before = performance.now();
    for (let n = 0; n < 180; n += 1) {
      list.scrollTop += 60;
      await new Promise((done) => requestAnimationFrame(done));
      const now = performance.now();
      gaps.push(now - before);
      before = now;
    }
    return gaps;
  });
  print_figure('scroll_frame_p50', percentile(frames, 0.5), 'ms', 1000 / 60);
  print_figure('scroll_frame_p99', percentile(frames, 0.99), 'ms', 1000 / 60);
  const keys: number[] = [];
  for (let n = 0; n < 20; n += 1) {
    keys.push(
      await desk.evaluate(async () => {
        const before = performance.now();
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true }));
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        return performance.now() - before;
      }),
    );
  }
  print_figure('key_to_painted_p50', percentile(keys, 0.5), 'ms', 2 * (1000 / 60));
  print_figure('key_to_painted_p99', percentile(keys, 0.99), 'ms', 2 * (1000 / 60));
}

const pages = [
  { role: 'dispatcher', path: '/desk/', useful: '[data-incident]' },
  { role: 'care_worker', path: '/field/', useful: '.bar h1:not(:empty)' },
  { role: 'family', path: '/family/', useful: 'article h1' },
  { role: 'administrator', path: '/admin/', useful: 'tbody tr' },
] as const;

test.each(pages)('the first useful picture of $path on a slow telephone', async ({ role, path, useful }) => {
  const page = await open_page(browser, phone);
  await sign_in(page, account(role));
  await page.locator(useful).first().waitFor();
  if (role === 'care_worker') await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  const line = await page.context().newCDPSession(page);
  await line.send('Network.enable');
  await line.send('Network.emulateNetworkConditions', slow_line);
  await line.send('Emulation.setCPUThrottlingRate', { rate: slower_processor });
  const floor_ms = await page.evaluate(async () => {
    const before = performance.now();
    await fetch('/healthz', { cache: 'no-store' });
    return performance.now() - before;
  });
  // First without what the browser has kept, then as on the next day.
  for (const visit of ['first', 'repeat'] as const) {
    await line.send('Network.setCacheDisabled', { cacheDisabled: visit === 'first' });
    await page.goto(path, { waitUntil: 'commit' });
    await page.locator(useful).first().waitFor({ timeout: 60_000 });
    const shown_ms = await page.evaluate(() => performance.now());
    print_figure(`first_paint_${role}_${visit}`, shown_ms, 'ms', floor_ms);
  }
  await page.context().close();
});

test('the script that each page loads', () => {
  const folder = resolve(import.meta.dirname, '../dist');
  for (const name of ['desk', 'field', 'family', 'admin']) {
    const html = readFileSync(join(folder, name, 'index.html'), 'utf8');
    const scripts = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map((match) => match[1] ?? '');
    expect(scripts.length).toBeGreaterThan(1);
    const bytes = scripts.reduce((sum, path) => sum + gzipSync(readFileSync(join(folder, path))).length, 0);
    print_figure(`script_${name}`, bytes / 1000, 'kB', null);
  }
});
