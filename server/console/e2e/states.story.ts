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
import { leave_nothing_open } from './aftermath.ts';
import { as_role } from './api_hand.ts';
import { account, press, town, type Device } from './town.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await open_browser();
});

afterEach(expect_no_complaints);
afterAll(async () => {
  await browser.close();
  await leave_nothing_open();
});

const languages = ['English', '中文'] as const satisfies readonly LanguageName[];

/** A live line that says one thing; it ends, and the browser asks again. */
async function line_says(page: Page, snapshot: object): Promise<void> {
  const body = `event: snapshot\ndata: ${JSON.stringify({ at: new Date().toISOString(), ...snapshot })}\n\n`;
  await page.route('**/api/v1/live', (route) => route.fulfill({ contentType: 'text/event-stream', body }));
}

/** There is something to see at a desk. */
async function press_until_open(): Promise<void> {
  const device = town.devices()[20] as Device;
  press(device);
  await as_role('dispatcher', (call) =>
    expect
      .poll(async () => {
        const answer = await call('GET', `/incidents?state=open&resident=${device.resident}&limit=1`);
        return ((await answer.json()) as { items: unknown[] }).items.length;
      })
      .toBe(1),
  );
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

  test('a desk whose live line is slow to come shows the most urgent, counts nothing and decides nothing', async () => {
    await press_until_open();
    const page = await open_page(browser, desk_screen);
    let answer = (): void => undefined;
    const held = new Promise<void>((done) => (answer = done));
    await page.route('**/api/v1/live', async (route) => {
      await held;
      await route.continue();
    });
    await sign_in(page, account('dispatcher'), language);
    await page.locator('[data-incident]').first().click();
    await page.locator('.partial').waitFor();
    await page.locator('[data-chosen] .actions .button:disabled').first().waitFor();
    expect(await page.locator('header .figures b').allTextContents()).toEqual(['–', '–', '–']);
    await expect_accessible_day_and_night(page, 'desk, the most urgent');
    answer();
    await page.locator('.partial').waitFor({ state: 'detached' });
    await page.locator('[data-chosen] .actions .button:enabled').first().waitFor();
    await page.context().close();
  });

  test('a part of the desk that does not arrive is missed aloud, and comes when the line is back', async () => {
    const page = await open_page(browser, desk_screen);
    await page.route('**/assets/rest-*.js', (route) => route.abort());
    await sign_in(page, account('dispatcher'), language);
    await page.locator('.incident [role=alert]').waitFor();
    await page.locator('aside [role=alert] button').waitFor();
    await expect_accessible_day_and_night(page, 'desk, a part is missing');
    await page.unroute('**/assets/rest-*.js');
    await page.locator('aside svg[role=img]').waitFor();
    await page.locator('.incident [role=alert]').waitFor({ state: 'detached' });
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
