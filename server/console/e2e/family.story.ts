// The family page tells how the day goes from what the home has measured, where the resident has agreed to that.
import type { Browser, Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import {
  desk_screen,
  expect_accessible_day_and_night,
  expect_no_complaints,
  open_browser,
  phone,
  signed_in,
} from './browser.ts';
import { leave_nothing_open } from './aftermath.ts';
import { clear_home, incident_of } from './desk_hand.ts';
import { weeks_of_movement } from './past.ts';
import { account, device_of, measure, press } from './town.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await open_browser();
});

afterEach(expect_no_complaints);
afterAll(async () => {
  await browser.close();
  await leave_nothing_open();
});

/** True as soon as it is there, false where it has not come within five seconds. */
async function is_there(what: Locator): Promise<boolean> {
  try {
    await what.waitFor({ timeout: 5_000 });
    return true;
  } catch {
    return false;
  }
}

test('a movement of today is in the sentence, and the week is a picture', async () => {
  const page = await signed_in(browser, phone, account('family'));
  const resident = (await page.locator('[data-resident]').first().getAttribute('data-resident')) ?? '';
  const desk = await signed_in(browser, desk_screen, account('dispatcher'));
  await clear_home(desk, resident);
  await desk.context().close();
  const now_s = Math.floor(Date.now() / 1000);
  weeks_of_movement(resident, now_s, 1);
  measure(device_of(resident), [{ n: 'motion:living_room', vb: true, t: now_s }]);
  const sentence = page.getByText(/^Today: .*last moved at \d\d:\d\d\.$/);
  // The monitor writes what it has heard in batches; the page asks when it is opened.
  await expect
    .poll(
      async () => {
        await page.reload();
        return is_there(sentence);
      },
      { timeout: 120_000 },
    )
    .toBe(true);
  const days = page.locator('ol .hours');
  await expect.poll(() => days.count()).toBe(7);
  await expect.poll(() => page.locator('.hours .moved').count()).toBeGreaterThan(50);
  await expect.poll(() => days.nth(1).getAttribute('aria-label')).toMatch(/about from \d+:00 to \d\d:\d\d/);
  await expect_accessible_day_and_night(page, 'family, with a week');
  await page.context().close();
});

test('nothing of that is asked for, let alone shown, where she has not agreed to it', async () => {
  const accounts = [0, 1, 2].map((nth) => account('family', nth));
  for (const who of accounts) {
    const asked: string[] = [];
    const page = await signed_in(browser, phone, who);
    page.on('request', (request) => asked.push(request.url()));
    await page.reload();
    await page.locator('article h1').first().waitFor();
    const agreed = await page.evaluate(async () => {
      const answer = await fetch('/api/v1/family/residents');
      return ((await answer.json()) as { items: { agreed: { vitals: boolean } }[] }).items.map(
        (one) => one.agreed.vitals,
      );
    });
    const readings = (): number => asked.filter((url) => url.includes('/readings')).length;
    if (agreed.some((one) => one)) {
      await expect.poll(readings).toBeGreaterThan(0);
    } else {
      // The page has told all of it when it asks for nothing more.
      await page.waitForLoadState('load');
      await page
        .getByText(/has agreed to this/)
        .first()
        .waitFor();
      await page.waitForTimeout(500);
      expect(readings()).toBe(0);
    }
    await page.context().close();
  }
});

test('a relative is told on her telephone what she has chosen, and nothing else', async () => {
  const page = await signed_in(browser, { ...phone, permissions: ['notifications'] }, account('family'));
  const resident = (await page.locator('[data-resident]').first().getAttribute('data-resident')) ?? '';
  const desk = await signed_in(browser, desk_screen, account('dispatcher'));
  await clear_home(desk, resident);
  await page.getByRole('heading', { level: 1, name: /All is well/ }).waitFor();
  const shown = (): Promise<string[]> =>
    page.evaluate(async () => {
      const worker = await navigator.serviceWorker.getRegistration('/family/');
      return (await (worker?.getNotifications() ?? Promise.resolve([]))).map((one) => one.title);
    });
  await page.getByLabel('when a call for help begins').check();
  await incident_of(desk, press(device_of(resident, 'pendant')));
  await page.getByRole('heading', { level: 1, name: /has called/ }).waitFor();
  await expect.poll(shown).toEqual([expect.stringMatching(/ has called for help\.$/)]);
  // Its end was not chosen.
  await page.evaluate(async () => {
    const worker = await navigator.serviceWorker.getRegistration('/family/');
    for (const one of (await worker?.getNotifications()) ?? []) one.close();
  });
  await clear_home(desk, resident);
  await page.getByRole('heading', { level: 1, name: /All is well/ }).waitFor();
  expect(await shown()).toEqual([]);
  await page.reload();
  await page.locator('input:checked').waitFor();
  await Promise.all([page, desk].map((one) => one.context().close()));
});
