// The doors: a link for somebody new, a desk that was left alone, and help for the care worker herself.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { as_role } from './api_hand.ts';
import {
  desk_screen,
  expect_accessible_day_and_night,
  expect_no_complaints,
  open_browser,
  open_page,
  phone,
  signed_in,
  type LanguageName,
} from './browser.ts';
import { choose } from './desk_hand.ts';
import { account, type Account } from './town.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await open_browser();
});

afterEach(expect_no_complaints);
afterAll(() => browser.close());

/** A link by which that person chooses a password, as an administrator sends it. */
async function invited(who: Account): Promise<string> {
  let link = '';
  await as_role('administrator', async (call) => {
    const users = (await (await call('GET', '/users?limit=500')).json()) as {
      items: { id: string; username: string }[];
    };
    const id = users.items.find((one) => one.username === who.username)?.id ?? '';
    const made = await call('POST', `/users/${id}/invitation`);
    expect(made.status).toBe(201);
    ({ link } = (await made.json()) as { link: string });
  });
  return link;
}

test('whoever was sent a link chooses a password and is on her page; the link opens nothing twice', async () => {
  // The last of the relatives: the other stories sit at the first one's page, and this ends her sessions.
  const daughter = account('family', 2);
  const link = await invited(daughter);
  const page = await open_page(browser, phone);
  await page.goto(link);
  await page.getByRole('heading', { name: 'Welcome. Choose a password.' }).waitFor();
  // The demo town sends no SMS, and says so.
  await page.getByText('No code can be sent to your telephone here').waitFor();
  await expect_accessible_day_and_night(page, 'door, with a link');
  await page.locator('input[name=new-password]').fill(daughter.password);
  await page.locator('input[name=again]').fill('something else');
  await page.locator('form button').click();
  await page.getByText('The two are not the same.').waitFor();
  await page.locator('input[name=again]').fill(daughter.password);
  await page.locator('form button').click();
  await page.waitForURL('**/family/');
  await page.context().close();

  const late = await open_page(browser, phone);
  await late.goto(link);
  await late.getByText('This link has been used or is too old.').waitFor();
  await late.locator('input[name=username]').waitFor();
  expect(new URL(late.url()).hash).toBe('');
  await late.context().close();
});

/** As the desk does when nobody has touched it for a quarter of an hour. */
async function lock(page: Page): Promise<void> {
  const status = await page.evaluate(async () => {
    const { csrf } = (await (await fetch('/api/v1/session')).json()) as { csrf: string };
    const answer = await fetch('/api/v1/session/lock', { method: 'POST', headers: { 'X-CSRF-Token': csrf } });
    return answer.status;
  });
  expect(status).toBe(204);
  await page.reload();
}

const languages = ['English', '中文'] as const satisfies readonly LanguageName[];

describe.each(languages)('in %s', (language) => {
  test('a desk that was left alone shows everything and asks who is there', async () => {
    const who = account('dispatcher');
    const page = await signed_in(browser, desk_screen, who, language);
    await lock(page);
    const code = page.locator('input[name=unlock]');
    await code.waitFor();
    await page.locator('.cell').first().waitFor();
    await expect_accessible_day_and_night(page, 'desk, locked');
    // A key that falls on it is nobody's: the form for a new call stays away.
    await page.locator('main').click({ position: { x: 5, y: 5 } });
    await page.keyboard.press('i');
    await code.fill('000000');
    await code.press('Enter');
    await page
      .locator('section [role=alert]')
      .filter({ hasText: /That is not right|不正确/ })
      .waitFor();
    expect(await page.locator('dialog').count()).toBe(0);
    await code.fill(who.password);
    await code.press('Enter');
    await code.waitFor({ state: 'detached' });
    await page.keyboard.press('i');
    await page.locator('dialog[open]').waitFor();
    await page.context().close();
  });

  test('she signs out the telephone that she has lost, and shows that it is she', async () => {
    const who = account('care_worker', 4);
    const lost = await signed_in(browser, phone, who, language);
    const here = await signed_in(browser, desk_screen, who, language);
    await here.goto('/account/');
    const part = here.getByRole('region', { name: /Where I am signed in|已登录的设备/ });
    const everywhere = part.locator('.grave');
    await everywhere.waitFor();
    expect(await everywhere.isDisabled()).toBe(true);
    await part.locator('input').fill('not her password');
    await everywhere.click();
    await part.locator('.failed').waitFor();
    expect((await lost.request.get('/api/v1/session')).status()).toBe(200);
    await expect_accessible_day_and_night(here, 'account, signed in elsewhere');
    await part.locator('input').fill(who.password);
    await everywhere.click();
    await everywhere.waitFor({ state: 'detached' });
    expect((await lost.request.get('/api/v1/session')).status()).toBe(401);
    await lost.context().close();
    await here.context().close();
  });

  test('a care worker who needs help herself calls until she is heard', async () => {
    const page = await signed_in(browser, { ...phone, serviceWorkers: 'block' }, account('care_worker', 3), language);
    let tries = 0;
    await page.route('**/api/v1/worker/help', (route) => {
      tries += 1;
      return tries === 1 ? route.abort() : route.continue();
    });
    const taken = page.waitForResponse((answer) => answer.url().endsWith('/worker/help'));
    await page.locator('.bar .sos').click();
    await page.locator('dialog[open]').waitFor();
    await expect_accessible_day_and_night(page, 'phone, help for herself');
    await page.locator('dialog .sos').click();
    await page.getByText(/Help is called\.|已求助/).waitFor();
    expect(tries).toBe(2);
    const { incident } = (await (await taken).json()) as { incident: string };
    const desk = await signed_in(browser, desk_screen, account('dispatcher'), language);
    await choose(desk, incident);
    await desk.locator('article .badge.p1').waitFor();
    await as_role('dispatcher', async (call) => {
      const closed = await call('POST', `/incidents/${incident}/commands`, {
        do: 'close',
        outcome: 'helped',
        note: '',
      });
      expect(closed.status).toBe(200);
    });
    await desk.context().close();
    await page.context().close();
  });
});
