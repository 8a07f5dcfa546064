// What hangs on a record besides its form: away dates and services, photo and documents, a second record of the same
// person; and other systems that are told of incidents.
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { as_role } from './api_hand.ts';
import {
  desk_screen,
  expect_accessible_day_and_night,
  expect_no_complaints,
  open_browser,
  signed_in,
  type LanguageName,
} from './browser.ts';
import { account } from './town.ts';

const mark = Date.now().toString(36);
const kept = { id: `kept-${mark}`, name: `温玉珍${mark}` };
const twice = { id: `twice-${mark}`, name: `温玉真${mark}` };
// The smallest PNG that there is.
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let browser: Browser;
let admin: Page;

beforeAll(async () => {
  await as_role('administrator', async (call) => {
    const districts = (await (await call('GET', '/districts')).json()) as { items: { id: string }[] };
    const place = { lat: 22.62, lon: 113.19 };
    const both = { district: districts.items[0]?.id, place };
    const first = { ...kept, ...both, born: '1939-02-11', notes: 'Third floor.' };
    const second = {
      ...twice,
      ...both,
      born: '1940-02-11',
      address: 'East Street 12',
      notes: 'Keeps a dog.',
      key_safe: '2580',
    };
    for (const one of [first, second]) expect((await call('POST', '/residents', one)).status).toBe(201);
  });
  browser = await open_browser();
  admin = await signed_in(browser, desk_screen, account('administrator'));
  await admin.locator('table').waitFor();
});

afterEach(() => admin.keyboard.press('Escape'));
afterEach(expect_no_complaints);
afterAll(() => browser.close());

async function row_of(page: Page, name: string): Promise<Locator> {
  await page.getByRole('searchbox').fill(name);
  await page.getByRole('searchbox').press('Enter');
  const row = page.getByRole('row').filter({ hasText: name });
  await row.waitFor();
  return row;
}

// A dialog stands in front of the switches: they are pressed as a key would.
async function speak(page: Page, language: LanguageName): Promise<void> {
  await page.getByRole('button', { name: language }).evaluate((button: HTMLElement) => {
    button.click();
  });
}

test('when she is away, and what she is entitled to, is written in her form', async () => {
  const row = await row_of(admin, kept.name);
  await row.getByRole('button', { name: 'Change' }).click();
  const dialog = admin.locator('dialog');
  await dialog.getByRole('button', { name: 'Add: Away from home' }).click();
  const away = dialog.getByRole('group', { name: 'Away from home' });
  await away.getByLabel('From', { exact: true }).fill('2027-02-01T08:00');
  await away.getByLabel('Until').fill('2027-02-14T18:00');
  await away.getByLabel('Where she is').fill('At her son’s');
  await dialog.getByRole('button', { name: 'Add: Services' }).click();
  const owed = dialog.getByRole('group', { name: 'Services' });
  await owed.getByLabel('What').fill('Meals on wheels');
  await owed.getByLabel('Until').fill('2027-12-31');
  await expect_accessible_day_and_night(admin, 'away dates and services');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await row.getByRole('button', { name: 'Change' }).click();
  await expect.poll(() => away.getByLabel('Until').inputValue()).toBe('2027-02-14T18:00');
  expect(await away.getByLabel('Where she is').inputValue()).toBe('At her son’s');
  expect(await owed.getByLabel('What').inputValue()).toBe('Meals on wheels');
  expect(await owed.getByLabel('Until').inputValue()).toBe('2027-12-31');
  await dialog.getByRole('button', { name: 'Remove: Away from home 1' }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await row.getByRole('button', { name: 'Change' }).click();
  await owed.getByLabel('What').waitFor();
  expect(await away.getByLabel('Until').count()).toBe(0);
});

test('a photo is added to her file, looked at, saved and removed', async () => {
  const row = await row_of(admin, kept.name);
  await row.getByRole('button', { name: 'File' }).click();
  const dialog = admin.locator('dialog');
  await dialog.getByText('Nothing is kept here yet.').waitFor();
  await dialog.getByLabel('What it is').selectOption('photo');
  await dialog
    .getByLabel('File', { exact: true })
    .setInputFiles({ name: 'door.png', mimeType: 'image/png', buffer: picture });
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await dialog.getByRole('button', { name: 'Look door.png' }).click();
  const seen = dialog.getByRole('img', { name: 'Picture: door.png' });
  await seen.waitFor();
  await expect.poll(() => seen.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
  await expect_accessible_day_and_night(admin, 'a file with a photo');
  const [download] = await Promise.all([
    admin.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save door.png' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('door.png');
  // What is no photo is refused, in words.
  await dialog.getByLabel('What it is').selectOption('photo');
  const script = { name: 'door.png', mimeType: 'image/png', buffer: Buffer.from('<script>') };
  await dialog.getByLabel('File', { exact: true }).setInputFiles(script);
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await dialog.getByText('A photo is JPEG, PNG or WebP').waitFor();
  await dialog.getByRole('button', { name: 'Remove… door.png' }).click();
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await dialog.getByText('Nothing is kept here yet.').waitFor();
  expect(await seen.count()).toBe(0);
});

test('two records of one person become one, and what it will hold is seen before', async () => {
  const row = await row_of(admin, kept.name);
  await row.getByRole('button', { name: 'File' }).click();
  const dialog = admin.locator('dialog');
  await dialog.getByRole('searchbox').fill(twice.name);
  await dialog.getByRole('radio', { name: new RegExp(twice.name) }).waitFor();
  await dialog.getByRole('button', { name: 'Look what it would hold' }).click();
  const preview = dialog.getByRole('region', { name: 'What the merged record will hold' });
  const line = (name: string): Locator =>
    preview.getByRole('row').filter({ has: admin.getByRole('rowheader', { name }) });
  await line('Address').waitFor();
  const address = await line('Address').getByRole('cell').allTextContents();
  expect(address.map((text) => text.trim())).toEqual(['–', 'East Street 12', 'East Street 12']);
  expect(await line('Notes').getByRole('cell').last().textContent()).toBe('Third floor.\nKeeps a dog.');
  await line('Born').getByText('stays out').waitFor();
  expect(await line('Born').getByRole('cell').last().textContent()).toBe('1939-02-11');
  expect(await line('Key-safe code').getByRole('cell').last().textContent()).toBe('yes');
  await expect_accessible_day_and_night(admin, 'two records of one person');
  await speak(admin, '中文');
  await dialog.getByText('不保留').first().waitFor();
  await expect_accessible_day_and_night(admin, 'two records of one person, in Chinese');
  await speak(admin, 'English');
  // By key: the question, and the answer.
  await dialog.getByRole('button', { name: `End ${twice.id}` }).press('Enter');
  await dialog.getByRole('button', { name: `End ${twice.id} in ${kept.id}`, exact: true }).press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await as_role('administrator', async (call) => {
    const now = (await (await call('GET', `/residents/${kept.id}`)).json()) as Record<string, unknown>;
    expect([now['address'], now['born'], now['has_key_safe']]).toEqual(['East Street 12', '1939-02-11', true]);
    const ended = (await (await call('GET', `/residents/${twice.id}`)).json()) as Record<string, unknown>;
    expect(ended['merged_into']).toBe(kept.id);
  });
});

test('another system is told of what is chosen, its secret is shown once, and it is switched off', async () => {
  await admin.getByRole('navigation').getByRole('button', { name: 'Other systems' }).click();
  const name = `Hospital ${mark}`;
  await admin.getByLabel('Name', { exact: true }).fill(name);
  await admin.getByLabel('Address').fill('https://127.0.0.1:1/told');
  await admin.getByLabel('everything').uncheck();
  await admin.getByLabel('is closed').check();
  await admin.getByRole('button', { name: 'Add', exact: true }).click();
  const secret = admin.locator('.secret code');
  await secret.waitFor();
  expect(((await secret.textContent()) ?? '').length).toBeGreaterThan(20);
  await expect_accessible_day_and_night(admin, 'another system and its secret');
  await speak(admin, '中文');
  await admin.getByText('密钥只显示这一次').waitFor();
  await expect_accessible_day_and_night(admin, 'another system and its secret, in Chinese');
  await speak(admin, 'English');
  await admin.getByRole('button', { name: 'I have copied it' }).click();
  await secret.waitFor({ state: 'detached' });
  const row = admin.getByRole('row').filter({ hasText: name });
  await row.getByText('is closed').waitFor();
  await row.getByRole('button', { name: 'Switch off…' }).click();
  await row.getByRole('button', { name: 'Switch off', exact: true }).click();
  await row.waitFor({ state: 'detached' });
});

test('the days before the first shift are not known, and no holes', async () => {
  await admin.getByRole('navigation').getByRole('button', { name: 'Roster' }).click();
  const hours = admin.getByRole('row', { name: /Each hour/ });
  await hours.getByText('least').first().waitFor();
  for (let back = 0; back < 4; back += 1) await admin.getByRole('button', { name: '← Week before' }).click();
  await expect.poll(() => hours.getByText('not known').count()).toBe(7);
  expect(await hours.locator('.hole').count()).toBe(0);
  await hours
    .getByRole('img', { name: /before the first shift, not known/ })
    .first()
    .waitFor();
  await expect_accessible_day_and_night(admin, 'a week that is not known');
});
