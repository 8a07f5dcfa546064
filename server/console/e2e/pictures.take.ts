// Takes the pictures that a human can leaf through: one moment of the town on every page, and a quiet day.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { desk_screen, open_browser, phone, signed_in } from './browser.ts';
import { asked_one, choose, clear_home, incident_of } from './desk_hand.ts';
import { home_of, open_homes, type Homes } from './home.ts';
import { days_of_vitals, weeks_of_movement } from './past.ts';
import { account, device_of, press, town, worker_account, type Device } from './town.ts';

const folder = resolve(import.meta.dirname, '../../../tests/console/pictures');
const pocket = { ...phone, deviceScaleFactor: 1 };
// Long enough for the oldest call to have passed the first service figure.
const ageing_ms = 64_000;

let browser: Browser;
let homes: Homes;

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  [browser, homes] = await Promise.all([open_browser(), open_homes()]);
});

afterAll(async () => {
  await browser.close();
  await homes.stop();
});

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
  await worker.locator('button:enabled', { hasText: 'I am there' }).waitFor();
  await worker.getByText(/Position shared/).waitFor();
  await take(worker, 'phone-visit');
  const home = await home_of(browser, homes, device(0));
  await home.locator('#said').filter({ hasText: 'is on the way' }).waitFor();
  await take(home, 'home');

  await family.locator('article.help_coming').waitFor();
  await take(family, 'family');

  const night = await signed_in(browser, { ...desk_screen, colorScheme: 'dark' }, account('dispatcher', 1), '中文');
  await choose(night, chosen.id);
  await night.locator('a[href^="tel:"]').first().waitFor();
  await night.locator('input[name=candidate]').first().waitFor();
  await take(night, 'desk-night');
  expect(await night.locator('[data-incident]').count()).toBeGreaterThan(5);
});

/** Somebody whose home has a wristband and sees movement. */
function well_measured(): string {
  const devices = town.devices();
  const has = (resident: string, sort: string): boolean =>
    devices.some((one) => one.resident === resident && one.device.startsWith(sort));
  const found = devices.find((one) => has(one.resident, 'wearable') && has(one.resident, 'motion_sensor'));
  if (found === undefined) throw new Error('no home of the town has a wristband and a motion sensor');
  return found.resident;
}

test('vital signs and routine', async () => {
  const resident = well_measured();
  const now_s = Math.floor(Date.now() / 1000);
  weeks_of_movement(resident, now_s);
  days_of_vitals(resident, now_s);
  const desk = await signed_in(browser, desk_screen, account('dispatcher'));
  await clear_home(desk, resident);
  const incident = await incident_of(desk, press(device_of(resident, 'pendant'), { kind: 'fall', room: 'bedroom' }));
  await choose(desk, incident.id);
  await desk.keyboard.press('v');
  await desk.locator('.cells').first().waitFor();
  await desk.locator('canvas').nth(2).waitFor();
  await take(desk, 'vital-signs');
  await desk.keyboard.press('Escape');
  await desk.locator('dialog').waitFor({ state: 'detached' });
  const [map] = await Promise.all([desk.waitForEvent('popup'), desk.keyboard.press('m')]);
  await map.locator('.home.chosen').waitFor();
  await map.locator('.way').first().waitFor();
  await take(map, 'map');
  await clear_home(desk, resident);
});

test('a quiet day for the family', async () => {
  const family = await signed_in(browser, pocket, account('family'));
  const resident = (await family.locator('[data-resident]').first().getAttribute('data-resident')) ?? '';
  const desk = await signed_in(browser, desk_screen, account('dispatcher'));
  await clear_home(desk, resident);
  weeks_of_movement(resident, Math.floor(Date.now() / 1000), 1);
  const sentence = family.getByText(/^Today: /);
  for (let tries = 0; tries < 10 && (await sentence.count()) === 0; tries += 1) {
    await family.waitForTimeout(500);
    await family.reload();
    await family.getByText(/Pulse, blood pressure/).waitFor();
  }
  await family.locator('.hours .moved').first().waitFor();
  await take(family, 'family-quiet');
});

test('administration', async () => {
  const admin = await signed_in(browser, desk_screen, account('administrator'));
  await admin.locator('table').waitFor();
  for (const [part, name, shown] of [
    [1, 'admin-roster', '.shift'],
    [2, 'admin-policies', '.ladders li'],
    [3, 'admin-report', 'tbody td'],
    [9, 'admin-health', 'meter'],
  ] as const) {
    await admin.locator('nav .button').nth(part).click();
    await admin.locator(shown).first().waitFor();
    await take(admin, name);
  }
});
