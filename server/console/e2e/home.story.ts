// The home on the screen, as a newcomer uses it: each key does what it says, and the desk hears of it.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { leave_nothing_open } from './aftermath.ts';
import {
  desk_screen,
  expect_accessible,
  expect_no_complaints,
  expect_no_sideways_scroll,
  open_browser,
  open_page,
  phone,
  signed_in,
} from './browser.ts';
import { card_of, clear_home, open_card } from './desk_hand.ts';
import { open_homes, type Homes } from './home.ts';
import { account, freeze_server, press_seen } from './town.ts';

let browser: Browser;
let homes: Homes;
let desk: Page;
let home: Page;
let resident: string;
let name: string;

beforeAll(async () => {
  [browser, homes] = await Promise.all([open_browser(), open_homes()]);
  desk = await signed_in(browser, desk_screen, account('dispatcher'));
  home = await open_page(browser, { baseURL: homes.address, viewport: { width: 1100, height: 900 } });
  await home.goto('/');
  await home.locator('#devices li').first().waitFor();
  resident = await home.locator('#resident').inputValue();
  name = ((await home.locator('#resident option:checked').textContent()) ?? '').split(' · ')[0] ?? '';
  press_seen(resident);
  await clear_home(desk, resident);
});

afterEach(expect_no_complaints);
afterAll(async () => {
  await browser.close();
  await homes.stop();
  await leave_nothing_open();
});

const languages = ['English', '中文'] as const;

/** Looks at the home in both languages and leaves it in English. */
async function expect_home_accessible(what: string): Promise<void> {
  for (const language of [...languages].reverse()) {
    await home.getByRole('button', { name: language }).click();
    await home.getByRole('button', { name: languages.find((one) => one !== language) ?? '' }).waitFor();
    await expect_accessible(home, `home, ${what}, ${language}`);
  }
}

/** The latest value that the town has written down for that name. */
async function measured(what: string): Promise<number | null> {
  return desk.evaluate(
    async ([who, named]) => {
      const from = new Date(Date.now() - 600_000).toISOString();
      const answer = await fetch(`/api/v1/residents/${who}/readings?name=${named}&from=${from}&limit=500`);
      const { items } = (await answer.json()) as { items: { value: number }[] };
      return items.at(-1)?.value ?? null;
    },
    [resident, what] as const,
  );
}

test('a newcomer is shown a home in which every key works', async () => {
  const keys = home.locator('main button:not(#cancel)');
  await expect
    .poll(() => keys.evaluateAll((all) => all.filter((one) => (one as HTMLButtonElement).disabled)))
    .toEqual([]);
  await home.locator('#said').filter({ hasText: 'All is quiet.' }).waitFor();
  await expect_home_accessible('quiet');
});

test('another resident’s home is one choice away', async () => {
  const other = (await home.locator('#resident option').first().getAttribute('value')) ?? '';
  await home.getByLabel('Resident').selectOption(other);
  await home.waitForURL((url) => url.hash === `#${other}`);
  await home.getByLabel('Resident').selectOption(resident);
  await home.waitForURL((url) => url.hash === `#${resident}`);
  await home.locator('#devices code', { hasText: 'door_contact' }).waitFor();
});

test('a press is heard, a second jumps out, a cancel is told and ends nothing', async () => {
  await home.getByRole('button', { name: 'SOS: I need help' }).click();
  await home
    .locator('#said')
    .filter({ hasText: /^received/ })
    .waitFor();
  await open_card(desk, name);
  await home.getByRole('button', { name: 'SOS: press again' }).click();
  await desk.locator('article .raised', { hasText: 'Pressed again.' }).waitFor();
  await home.getByRole('button', { name: 'Cancel: it was a mistake' }).click();
  await home.getByText('A key alone ends no call').waitFor();
  await desk.locator('article .raised', { hasText: 'Cancelled at home' }).waitFor();
  await home
    .locator('#said')
    .filter({ hasText: /^received/ })
    .waitFor();
  await expect_home_accessible('pressed and cancelled');
});

test('a fall after the press stands beside it at the desk', async () => {
  await home.getByRole('button', { name: 'A fall' }).click();
  await desk.locator('article .raised', { hasText: /Since then: .*Fall/ }).waitFor();
});

test('the door and the pulse are what the town writes down', async () => {
  await home.getByRole('button', { name: 'Open the front door' }).click();
  await home.getByRole('button', { name: 'Close the front door' }).waitFor();
  await expect.poll(() => measured('door'), { timeout: 60_000 }).toBe(1);
  await home.getByLabel('Pulse, beats a minute').fill('64');
  await home.getByRole('button', { name: 'Send it' }).click();
  await home.getByText('64 / min (set by you)').waitFor();
  await expect.poll(() => measured('heart_rate'), { timeout: 60_000 }).toBe(64);
});

test('a press without a server is repeated until it is heard', async () => {
  await clear_home(desk, resident);
  await home
    .locator('#said')
    .filter({ hasText: /^closed/ })
    .waitFor();
  const thaw = freeze_server();
  try {
    await home.getByRole('button', { name: 'SOS: I need help' }).click();
    await home.locator('#said').filter({ hasText: 'No answer yet; the home calls again.' }).waitFor();
  } finally {
    thaw();
  }
  await home
    .locator('#said')
    .filter({ hasText: /^received/ })
    .waitFor({ timeout: 60_000 });
  await card_of(desk, name).first().waitFor();
});

test('the home fits a telephone', async () => {
  const page = await open_page(browser, { ...phone, baseURL: homes.address });
  await page.goto(`/#${resident}`);
  await page.locator('#devices li').first().waitFor();
  await expect_no_sideways_scroll(page, 'home');
  await expect_accessible(page, 'home on a telephone');
  await page.context().close();
});
