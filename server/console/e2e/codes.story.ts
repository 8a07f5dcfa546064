// A daughter who has nothing but a link and a telephone: the code comes from a real gateway, the page is her phone's.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { as_role } from './api_hand.ts';
import {
  desk_screen,
  expect_accessible_day_and_night,
  expect_no_complaints,
  expect_no_sideways_scroll,
  open_browser,
  open_page,
  phone,
  signed_in,
  type LanguageName,
} from './browser.ts';
import { open_telephones, type Telephones } from './telephones.ts';
import { account } from './town.ts';

// Not the first of the relatives: the other stories sit at her page, and a link ends her sessions. One for each
// language, since an account is sent one code a minute.
interface Daughter {
  nth: number;
  number: string;
}
const daughters: Record<LanguageName, Daughter> = {
  English: { nth: 2, number: '13900007001' },
  中文: { nth: 1, number: '13900007002' },
};

let browser: Browser;
let telephones: Telephones;

beforeAll(async () => {
  browser = await open_browser();
  telephones = await open_telephones();
});

afterEach(expect_no_complaints);
afterAll(async () => {
  for (const one of Object.values(daughters)) {
    const id = await id_of(one);
    await as_role('administrator', async (call) => {
      await call('POST', `/users/${id}/invitation`, { phone: '' });
    });
  }
  await telephones.stop();
  await browser.close();
});

async function id_of(daughter: Daughter): Promise<string> {
  const { username } = account('family', daughter.nth);
  let id = '';
  await as_role('administrator', async (call) => {
    const users = (await (await call('GET', '/users?limit=500')).json()) as {
      items: { id: string; username: string }[];
    };
    id = users.items.find((one) => one.username === username)?.id ?? '';
  });
  return id;
}

async function link_to(daughter: Daughter): Promise<string> {
  const id = await id_of(daughter);
  let link = '';
  await as_role('administrator', async (call) => {
    const made = await call('POST', `/users/${id}/invitation`, { phone: daughter.number });
    expect(made.status).toBe(201);
    ({ link } = (await made.json()) as { link: string });
  });
  return link;
}

/** A phone at the door of the server that sends SMS; its clock can be put forward. */
async function at_the_door(language: LanguageName, path = '/'): Promise<Page> {
  const page = await open_page(browser, { ...phone, baseURL: telephones.address });
  await page.clock.install();
  await page.goto(path);
  await page.getByRole('button', { name: language }).click();
  return page;
}

async function drawn(page: Page, what: string): Promise<void> {
  await expect_accessible_day_and_night(page, what);
  await expect_no_sideways_scroll(page, what);
}

test('an administrator gives the telephone with the link', async () => {
  const page = await signed_in(browser, desk_screen, account('administrator'));
  await page.getByRole('navigation').getByRole('button', { name: 'Registers' }).click();
  await page.getByRole('group', { name: 'Registers' }).getByRole('button', { name: 'Users' }).click();
  await page.getByRole('region', { name: 'Users' }).waitFor();
  const id = await id_of(daughters.English);
  const { username } = account('family', daughters.English.nth);
  await page.getByRole('search').getByRole('searchbox').fill(username);
  await page.getByRole('search').getByRole('button').click();
  // What was found takes the place of the list that was there, and of whatever was opened in it.
  await expect.poll(() => page.getByRole('button', { name: /^Account/ }).count()).toBe(1);
  const row = page.getByRole('row').filter({ has: page.getByRole('cell', { name: username, exact: true }) });
  await row.getByRole('button', { name: /^Account/ }).click();
  await page.locator('dialog[open] input[name=phone]').fill('+86 139-0000-7001');
  await expect_accessible_day_and_night(page, 'administration, a relative’s account');
  await page.getByRole('button', { name: 'Make a link' }).click();
  await page.locator('dialog[open] .link').waitFor();
  await page.context().close();
  await as_role('administrator', async (call) => {
    const kept = (await (await call('GET', `/users/${id}/phone`)).json()) as { phone: string };
    expect(kept.phone).toBe('+86 139-0000-7001');
  });
});

const said: Record<LanguageName, { send: RegExp; by_name: RegExp; wrong: string; old: string; again: string }> = {
  English: {
    send: /^Send me a code$/,
    by_name: /^I am a relative/,
    wrong: 'Those are not the digits that were sent.',
    old: 'This code is too old.',
    again: 'Send me a new code',
  },
  中文: {
    send: /^发送验证码$/,
    by_name: /^我是家属/,
    wrong: '数字不正确',
    old: '验证码已过期',
    again: '重新发送验证码',
  },
};

describe.each(['English', '中文'] as const)('in %s', (language) => {
  test('she opens her link, mistypes her code, types it, sees the page; the link opens nothing twice', async () => {
    const { number } = daughters[language];
    const link = await link_to(daughters[language]);
    const page = await at_the_door(language, link);
    await page.getByRole('button', { name: said[language].send }).waitFor();
    await drawn(page, `door, a link to a code, ${language}`);
    await page.getByRole('button', { name: said[language].send }).click();
    const digits = page.locator('input[name=one-time-code]');
    await digits.waitFor();
    const code = await telephones.next_code(number);
    await digits.fill(code === '000000' ? '000001' : '000000');
    await digits.press('Enter');
    await page.getByText(said[language].wrong).waitFor();
    await drawn(page, `door, a wrong code, ${language}`);
    await digits.fill(code);
    await digits.press('Enter');
    await page.waitForURL('**/family/');
    await page.locator('article h1').first().waitFor();
    await page.context().close();

    const late = await open_page(browser, { ...phone, baseURL: telephones.address });
    await late.goto(link);
    await late.getByText('This link has been used or is too old.').waitFor();
    await late.context().close();
  });
});

test('her own link, kept from her account page, opens the door of a further telephone without her name', async () => {
  const who = account('family', daughters.English.nth);
  const page = await signed_in(browser, { ...phone, baseURL: telephones.address }, who);
  await page.goto('/account/');
  const link = page.getByRole('region', { name: 'On another phone or tablet' }).getByRole('link');
  await link.waitFor();
  await drawn(page, 'account, a relative’s own link');
  const address = (await link.textContent()) ?? '';
  expect(address).toBe(`${telephones.address}/#name=${who.username}`);
  await page.context().close();

  const further = await at_the_door('English', address);
  await further.getByText(`For ${who.username}.`).waitFor();
  expect(await further.locator('input[name=username]').count()).toBe(0);
  await drawn(further, 'door, her own link');
  await further.context().close();
});

test('later she says her name; after a minute she may ask again, after ten the code is too old', async () => {
  const words = said.English;
  const page = await at_the_door('English');
  await page.getByRole('button', { name: words.by_name }).click();
  await page.locator('input[name=username]').fill(account('family', daughters.English.nth).username);
  await drawn(page, 'door, her name');
  await page.getByRole('button', { name: words.send }).click();
  await page.getByRole('button', { name: /^A new code in \d+ s$/ }).waitFor();
  const code = await telephones.next_code(daughters.English.number);
  expect(code).toMatch(/^\d{6}$/);
  expect(await page.getByRole('button', { name: /^A new code in \d+ s$/ }).isDisabled()).toBe(true);
  await drawn(page, 'door, a code is under way');
  await page.clock.fastForward(61_000);
  const again = page.getByRole('button', { name: words.again });
  await again.waitFor();
  expect(await again.isEnabled()).toBe(true);
  await page.clock.fastForward(540_000);
  await page.getByText(words.old).waitFor();
  expect(await page.locator('input[name=one-time-code]').isDisabled()).toBe(true);
  await drawn(page, 'door, the code is too old');
  await page.context().close();
});
