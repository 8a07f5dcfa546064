// The states that a page is rarely in: nothing to show, nobody to show it to, no line, an answer that takes long. Each
// is drawn on purpose, in both languages, by day and by night.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  desk_screen,
  expect_accessible_day_and_night,
  expect_no_complaints,
  open_browser,
  open_page,
  phone,
  sign_in,
  type LanguageName,
} from './browser.ts';
import { account } from './town.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await open_browser();
});

afterEach(expect_no_complaints);
afterAll(() => browser.close());

const languages = ['English', '中文'] as const satisfies readonly LanguageName[];

/** A live line that says one thing; it ends, and the browser asks again. */
async function line_says(page: Page, snapshot: object): Promise<void> {
  const body = `event: snapshot\ndata: ${JSON.stringify({ at: new Date().toISOString(), ...snapshot })}\n\n`;
  await page.route('**/api/v1/live', (route) => route.fulfill({ contentType: 'text/event-stream', body }));
}

describe.each(languages)('in %s', (language) => {
  test('a desk on a quiet night', async () => {
    const page = await open_page(browser, desk_screen);
    await line_says(page, { incidents: [] });
    await sign_in(page, account('dispatcher'), language);
    await page.locator('.quiet').waitFor();
    await page.locator('.empty').waitFor();
    await expect_accessible_day_and_night(page, 'desk, nothing open');
    await page.context().close();
  });

  test('the map in its own window', async () => {
    const page = await open_page(browser, desk_screen);
    await sign_in(page, account('dispatcher'), language);
    await page.locator('.cell').first().waitFor();
    const [map] = await Promise.all([page.waitForEvent('popup'), page.keyboard.press('m')]);
    await map.locator('.worker').first().waitFor();
    await expect_accessible_day_and_night(map, 'the map alone');
    await page.context().close();
  });

  test('a family page of somebody whom nobody has named', async () => {
    const page = await open_page(browser, phone);
    await line_says(page, { residents: [] });
    await sign_in(page, account('family'), language);
    await page.locator('h1.none').waitFor();
    await expect_accessible_day_and_night(page, 'family, nobody');
    await page.context().close();
  });

  test.each([
    { role: 'dispatcher', options: desk_screen },
    { role: 'care_worker', options: { ...phone, serviceWorkers: 'block' } },
    { role: 'family', options: phone },
  ] as const)('a page of a $role without a line from the first', async ({ role, options }) => {
    const page = await open_page(browser, options);
    await page.route('**/api/v1/live', (route) => route.abort());
    await sign_in(page, account(role), language);
    await page.locator('[role=alert] .lost').waitFor();
    await expect_accessible_day_and_night(page, `${role}, no line`);
    await page.context().close();
  });
});

test('what takes longer than a second shows that it is under way', async () => {
  const page = await open_page(browser, { ...phone, serviceWorkers: 'block' });
  let go_on = (): void => undefined;
  const waited = new Promise<void>((done) => (go_on = done));
  await page.route('**/api/v1/session', async (route) => {
    if (route.request().method() === 'POST') await waited;
    return route.continue();
  });
  const signing_in = sign_in(page, account('care_worker'));
  await page.getByText('Working…').waitFor({ state: 'attached' });
  go_on();
  await signing_in;
  expect(await page.getByText('Working…').count()).toBe(0);
  await page.context().close();
});
