// Takes the README's pictures: one moment of the town, on the desk, on a phone and on a family page.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { desk_screen, open_browser, phone, signed_in } from './browser.ts';
import { asked_one, choose, clear_home, incident_of } from './desk_hand.ts';
import { account, press, town, worker_account, type Device } from './town.ts';

const folder = resolve(import.meta.dirname, '../../../tests/console/pictures');
const pocket = { ...phone, deviceScaleFactor: 1 };
// Long enough for the oldest call to have passed the first service figure.
const ageing_ms = 64_000;

let browser: Browser;

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  browser = await open_browser();
});

afterAll(() => browser.close());

async function take(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
}

function device(nth: number): Device {
  const found = town.devices()[nth];
  if (found === undefined) throw new Error(`the town has no device number ${nth}`);
  return found;
}

test('the town on a busy evening', async () => {
  const desk = await signed_in(browser, desk_screen, account('dispatcher'));
  const scene = [
    { at: 1, kind: 'gas', room: 'kitchen', trigger: 'gas_alarm' },
    { at: 2, kind: 'fall', room: 'bedroom', trigger: 'fall_detector' },
    { at: 3, kind: 'no_motion' },
    { at: 4, kind: 'service' },
    { at: 5, kind: 'battery_low' },
  ];
  for (const { at } of scene) await clear_home(desk, device(at).resident);
  await clear_home(desk, device(0).resident);
  for (const { at, ...alarm } of scene) press(device(at), alarm);
  press(device(2), { kind: 'sos' });
  await desk.waitForTimeout(ageing_ms);

  const family = await signed_in(browser, pocket, account('family'), '中文');
  const chosen = await incident_of(desk, press(device(0), { room: 'bathroom' }));
  await choose(desk, chosen.id);
  const name = await asked_one(desk);
  await desk.locator('a[href^="tel:"]').first().waitFor();
  await take(desk, 'desk');

  const worker = await signed_in(browser, pocket, worker_account(name));
  await worker.getByRole('button', { name: 'Accept' }).waitFor();
  await take(worker, 'phone-offer');
  await worker.getByRole('button', { name: 'Accept' }).click();
  await worker.getByRole('button', { name: 'Set out' }).click();
  await worker.getByRole('button', { name: 'I am there' }).waitFor();
  await worker.getByText(/Position shared/).waitFor();
  await take(worker, 'phone-visit');

  await family.locator('article.help_coming').waitFor();
  await take(family, 'family');

  const night = await signed_in(browser, { ...desk_screen, colorScheme: 'dark' }, account('dispatcher', 1), '中文');
  await choose(night, chosen.id);
  await night.locator('a[href^="tel:"]').first().waitFor();
  await night.locator('input[name=candidate]').first().waitFor();
  await take(night, 'desk-night');
  expect(await night.locator('[data-incident]').count()).toBeGreaterThan(5);
});
