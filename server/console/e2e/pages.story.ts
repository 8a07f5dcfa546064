// Every page in both languages, light and dark: accessible, complete, and loading nothing it should not.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  desk_screen,
  expect_accessible_day_and_night,
  expect_no_complaints,
  expect_no_sideways_scroll,
  open_browser,
  open_page,
  phone,
  sign_in,
  signed_in,
  type LanguageName,
} from './browser.ts';
import { leave_nothing_open } from './aftermath.ts';
import { patient_offers } from './api_hand.ts';
import { asked_one, choose, clear_home, incident_of } from './desk_hand.ts';
import { account, press, town, worker_account, type Device } from './town.ts';

let browser: Browser;
let offers_as_before = (): Promise<void> => Promise.resolve();

beforeAll(async () => {
  offers_as_before = await patient_offers();
  browser = await open_browser();
});

afterEach(expect_no_complaints);
afterAll(async () => {
  await browser.close();
  await leave_nothing_open();
  await offers_as_before();
});

const languages = ['English', '中文'] as const satisfies readonly LanguageName[];

// Each state of each page, looked at by day and by night.
describe.each(languages)('in %s', (language) => {
  test('the door', async () => {
    const page = await open_page(browser, desk_screen);
    await page.goto('/');
    await page.getByRole('button', { name: language }).click();
    await expect_accessible_day_and_night(page, 'door');
    await page.locator('input[name=username]').fill('nobody');
    await page.locator('input[name=password]').fill('wrong');
    await page.locator('form button').click();
    await page.locator('.said').waitFor();
    await expect_accessible_day_and_night(page, 'door, refused');
    await page.context().close();
  });

  test('the desk and its questions', async () => {
    const page = await signed_in(browser, desk_screen, account('dispatcher'), language);
    const device = town.devices()[11] as Device;
    await clear_home(page, device.resident);
    const incident = await incident_of(page, press(device, { kind: 'fall', room: 'kitchen' }));
    await choose(page, incident.id);
    await page.locator('input[name=candidate]').first().waitFor();
    await page.locator('a[href^="tel:"]').first().waitFor();
    // The map does not pretend to know the streets.
    await page.getByText(language === '中文' ? '路线（直线示意）' : 'Way, as the crow flies').waitFor();
    await expect_accessible_day_and_night(page, 'desk');
    for (const key of ['c', 'x', 'n', 't', '?', 'i', 'v']) {
      await page.keyboard.press(key);
      await page.locator('dialog[open]').waitFor();
      // Read to its end: what has happened stands last.
      if (key === 'v') await page.locator('.record section li').first().waitFor();
      await expect_accessible_day_and_night(page, `desk, question ${key}`);
      await page.keyboard.press('Escape');
      await page.locator('dialog').waitFor({ state: 'detached' });
    }
    await page.context().close();
  });

  test('the phone: quiet, asked, declining, under way, finishing', async () => {
    const desk = await signed_in(browser, desk_screen, account('dispatcher'));
    const device = town.devices()[12] as Device;
    await clear_home(desk, device.resident);
    const incident = await incident_of(desk, press(device));
    await choose(desk, incident.id);
    const who = worker_account(await asked_one(desk));
    const page = await signed_in(browser, phone, who, language);
    await page.locator('.accept').waitFor();
    await expect_accessible_day_and_night(page, 'phone, asked');
    await page.locator('.decline').click();
    await page.locator('dialog[open]').waitFor();
    await expect_accessible_day_and_night(page, 'phone, declining');
    await page.keyboard.press('Escape');
    await page.locator('.accept').click();
    await page.locator('.thumb .button').waitFor();
    await page.locator('.address').waitFor();
    await expect_accessible_day_and_night(page, 'phone, under way');
    await page.locator('.thumb .button').click();
    await page.locator('[aria-current=step]:nth-child(2)').waitFor();
    await page.locator('.thumb .button').click();
    await page.locator('[aria-current=step]:nth-child(3)').waitFor();
    await page.locator('.thumb .button').nth(1).waitFor();
    await expect_accessible_day_and_night(page, 'phone, at the door');
    await page.locator('.thumb .button').first().click();
    await page.locator('dialog[open]').waitFor();
    await expect_accessible_day_and_night(page, 'phone, finishing');
    await page.keyboard.press('Escape');
    await clear_home(desk, device.resident);
    await page.locator('.quiet').waitFor();
    await expect_accessible_day_and_night(page, 'phone, quiet');
    await page.context().close();
    await desk.context().close();
  });

  test('the family page', async () => {
    const family = await signed_in(browser, phone, account('family'), language);
    await family.locator('article h1').first().waitFor();
    await expect_accessible_day_and_night(family, 'family');
    await family.context().close();
  });

  test('administration, part by part', { timeout: 400_000 }, async () => {
    const admin = await signed_in(browser, desk_screen, account('administrator'), language);
    await admin.locator('table').waitFor();
    await expect_accessible_day_and_night(admin, 'registers');
    await admin.locator('td .button').first().click();
    await admin.locator('dialog form').waitFor();
    await expect_accessible_day_and_night(admin, 'a resident’s form');
    await admin.keyboard.press('Escape');
    const ready = [
      'table',
      'table',
      '.ladders li',
      '.printed ~ section, .printed ~ p:not([role])',
      'table',
      'table',
      '[role=alert] ~ :not([role=status])',
      '[role=alert] ~ *',
      'form.controls .first',
      'meter',
      '[role=alert] ~ form',
    ];
    for (const [part, shown] of ready.entries()) {
      await admin.locator('nav .button').nth(part).click();
      await admin.locator(shown).last().waitFor();
      await expect_accessible_day_and_night(admin, `administration, part ${part}`);
    }
    await admin.context().close();
  });
});

describe('at 200 % and on the smallest telephones nothing runs out of the page', () => {
  const half_a_desk = { viewport: { width: 720, height: 450 } };
  const small_phone = { ...phone, viewport: { width: 320, height: 568 } };

  test.each([
    { role: 'dispatcher', options: half_a_desk },
    { role: 'administrator', options: half_a_desk },
    { role: 'care_worker', options: small_phone },
    { role: 'family', options: small_phone },
  ] as const)('of a $role', async ({ role, options }) => {
    const page = await signed_in(browser, options, account(role));
    await page.locator('h1, h2').first().waitFor();
    if (role === 'dispatcher') {
      const incident = await incident_of(page, press(town.devices()[11] as Device));
      await choose(page, incident.id);
      await page.locator('article h1').waitFor();
    }
    if (role === 'administrator') await page.locator('tbody tr').first().waitFor();
    await expect_no_sideways_scroll(page, role);
    await page.context().close();
  });
});

test('whoever wants no motion sees none', async () => {
  const page = await signed_in(browser, { ...desk_screen, reducedMotion: 'reduce' }, account('dispatcher'));
  const first = await incident_of(page, press(town.devices()[13] as Device));
  await page.locator(`[data-incident="${first.id}"]`).waitFor();
  press(town.devices()[13] as Device);
  const card = page.locator(`[data-incident="${first.id}"].fresh`);
  await card.waitFor();
  expect(await card.evaluate((element) => getComputedStyle(element).animationName)).toBe('none');
  await page.context().close();
});

test('the language is switched on the fly, tells the browser, and is remembered', async () => {
  const page = await signed_in(browser, desk_screen, account('dispatcher'));
  await page.getByText('Live', { exact: true }).waitFor();
  await page.getByRole('button', { name: '中文' }).click();
  await page.getByText('实时', { exact: true }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
  await page.reload();
  await page.getByText('实时', { exact: true }).waitFor();
  await expect.poll(() => page.title()).toMatch(/调度台/);
  await page.context().close();
});

test('a page asked for by somebody else leads to her own', async () => {
  const page = await open_page(browser, phone);
  await page.goto('/desk/');
  await page.waitForURL((url) => url.pathname === '/');
  await sign_in(page, account('family'));
  await page.goto('/desk/');
  await page.waitForURL('**/family/');
  await page.context().close();
});

test('the desk works without a mouse', async () => {
  const page = await signed_in(browser, desk_screen, account('dispatcher'));
  const device = town.devices()[13] as Device;
  await clear_home(page, device.resident);
  const incident = await incident_of(page, press(device));
  await page.locator(`[data-incident="${incident.id}"]`).waitFor();
  for (let tries = 0; tries < 50; tries += 1) {
    await page.keyboard.press('j');
    if ((await page.locator(`[data-chosen="${incident.id}"]`).count()) > 0) break;
  }
  await page.locator(`[data-chosen="${incident.id}"]`).waitFor();
  await page.keyboard.press('a');
  await page
    .locator('article')
    .getByText(`with ${account('dispatcher').name}`)
    .waitFor();
  await page.keyboard.press('n');
  await page.keyboard.type('By hand.');
  await page.keyboard.press('Enter');
  await page.locator('article').getByText('By hand.').waitFor();
  await page.keyboard.press('c');
  await page.locator('dialog[open]').waitFor();
  await page.keyboard.press('2');
  await page.locator('dialog[open] input:checked').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('article').getByText('False alarm').waitFor();
  await page.context().close();
});

test('keys can be switched off for hands that press them by chance', async () => {
  const page = await signed_in(browser, desk_screen, account('dispatcher'));
  await page.getByText('Live', { exact: true }).waitFor();
  await page.keyboard.press('?');
  await page.getByLabel('Keys work').uncheck();
  await page.keyboard.press('Escape');
  await page.locator('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('i');
  // The list of keys can always be called; that it is the first to open says that the other key did nothing.
  await page.keyboard.press('?');
  await page.getByLabel('Keys work').waitFor();
  expect(await page.locator('dialog[open]').count()).toBe(1);
  await page.context().close();
});

describe.each([
  { role: 'care_worker', path: '/field/', options: phone },
  { role: 'family', path: '/family/', options: phone },
] as const)('the page $path', ({ role, path, options }) => {
  test('loads nothing of the desk', async () => {
    const page: Page = await open_page(browser, options);
    const scripts: string[] = [];
    page.on('response', (response) => {
      if (new URL(response.url()).pathname.endsWith('.js')) scripts.push(response.url());
    });
    await sign_in(page, account(role));
    await page.goto(path);
    await page.locator('h1').first().waitFor();
    const texts = await Promise.all(scripts.map(async (url) => (await page.request.get(url)).text()));
    expect(texts.length).toBeGreaterThan(1);
    expect(texts.some((text) => text.includes('Who can go'))).toBe(false);
    await page.context().close();
  });
});

test('the field app can be put on a telephone’s first screen', async () => {
  const page = await signed_in(browser, phone, account('care_worker'));
  const href = (await page.locator('link[rel=manifest]').getAttribute('href')) ?? '';
  const manifest = (await (await page.request.get(href)).json()) as {
    name: string;
    start_url: string;
    display: string;
    icons: { src: string; sizes: string }[];
  };
  expect([manifest.display, manifest.start_url]).toEqual(['standalone', '/field/']);
  // What Chromium asks for: a name, a picture of 192 and one of 512 points, and a worker of the app's own.
  expect(manifest.name).not.toBe('');
  for (const size of ['192x192', '512x512']) {
    const icon = manifest.icons.find((one) => one.sizes === size);
    expect((await page.request.get(icon?.src ?? '')).ok(), size).toBe(true);
  }
  const scope = await page.evaluate(async () => new URL((await navigator.serviceWorker.ready).scope).pathname);
  expect(scope).toBe('/field/');
  await page.context().close();
});
