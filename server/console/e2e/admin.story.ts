// What an administrator changes is changed: a register's row, a ladder, a shift; and two who change one thing at once.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { desk_screen, expect_no_complaints, open_browser, signed_in } from './browser.ts';
import { account } from './town.ts';

let browser: Browser;
let admin: Page;

beforeAll(async () => {
  browser = await open_browser();
  admin = await signed_in(browser, desk_screen, account('administrator'));
  await admin.locator('table').waitFor();
});

// A story that failed in a form does not hold up the next.
afterEach(() => admin.keyboard.press('Escape'));
afterEach(expect_no_complaints);
afterAll(() => browser.close());

async function open_register(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: 'Registers' }).click();
  await page.getByRole('group', { name: 'Registers' }).getByRole('button', { name }).click();
  await page.getByRole('region', { name }).waitFor();
}

test('a skill is made, changed and removed', async () => {
  await open_register(admin, 'Skills');
  await admin.getByRole('button', { name: 'New skill' }).click();
  await admin.getByLabel('Id').fill('story_telling');
  await admin.getByLabel('Name', { exact: true }).fill('讲故事');
  await admin.getByLabel('English name').fill('Story telling');
  await admin.getByRole('button', { name: 'Save' }).click();
  await admin.getByRole('button', { name: 'Change 讲故事' }).click();
  await admin.getByLabel('English name').fill('Telling stories');
  await admin.getByRole('button', { name: 'Save' }).click();
  await admin.getByRole('cell', { name: 'Telling stories' }).waitFor();
  await admin.getByRole('button', { name: 'Change 讲故事' }).click();
  await admin.getByRole('button', { name: 'Remove…' }).click();
  await admin.getByRole('button', { name: 'Remove', exact: true }).click();
  await admin.getByRole('cell', { name: 'Telling stories' }).waitFor({ state: 'detached' });
});

test('a resident’s contacts are written whole, in their order', async () => {
  await open_register(admin, 'Residents');
  const change = admin.getByRole('button', { name: /^Change/ }).nth(20);
  await change.click();
  await admin.locator('dialog form').waitFor();
  await admin.getByRole('button', { name: 'Add' }).click();
  const added = admin.locator('dialog fieldset li').last();
  const name = `邻居 ${Date.now()}`;
  await added.getByLabel('Name').fill(name);
  await added.getByLabel('Telephone').fill('0760-5550-0001');
  await added.getByRole('button', { name: 'Earlier' }).click();
  await admin.getByRole('button', { name: 'Save' }).click();
  await admin.locator('dialog').waitFor({ state: 'detached' });
  await change.click();
  await admin.locator('dialog form').waitFor();
  const names = admin.locator('dialog fieldset li').getByLabel('Name');
  await expect.poll(() => names.nth(-2).inputValue()).toBe(name);
  await admin.keyboard.press('Escape');
});

test('of two who change one row the second is told, and has overwritten nothing', async () => {
  const other = await signed_in(browser, desk_screen, account('administrator'));
  for (const page of [admin, other]) {
    await open_register(page, 'Districts');
    await page
      .getByRole('button', { name: /^Change/ })
      .first()
      .click();
    await page.locator('dialog form').waitFor();
  }
  const english = admin.getByLabel('English name');
  const before = await english.inputValue();
  await english.fill(`${before} (first)`);
  await admin.getByRole('button', { name: 'Save' }).click();
  await admin.locator('dialog').waitFor({ state: 'detached' });
  await other.getByLabel('English name').fill(`${before} (second)`);
  await other.getByRole('button', { name: 'Save' }).click();
  await other.getByText('Somebody has changed this meanwhile').waitFor();
  await other.context().close();
  await admin.getByRole('cell', { name: `${before} (first)` }).waitFor();
  await admin
    .getByRole('button', { name: /^Change/ })
    .first()
    .click();
  await english.fill(before);
  await admin.getByRole('button', { name: 'Save' }).click();
  await admin.locator('dialog').waitFor({ state: 'detached' });
});

test('a ladder is read, changed and read again', async () => {
  await admin.getByRole('navigation').getByRole('button', { name: 'Policies' }).click();
  const ladder = admin.getByRole('region', { name: 'Technical' });
  await ladder.getByRole('listitem').first().waitFor();
  const before = await ladder.getByRole('listitem').count();
  await ladder.getByRole('button', { name: 'Change' }).click();
  await ladder.getByLabel('Seconds').first().fill('1234');
  await ladder.getByRole('button', { name: 'Save' }).click();
  await ladder.getByText('1234 s').waitFor();
  await expect.poll(() => ladder.getByRole('listitem').count()).toBe(before);
});

test('the week shows its shifts, and what could not be read is shown with its bytes', async () => {
  await admin.getByRole('navigation').getByRole('button', { name: 'Roster' }).click();
  await admin.getByRole('button', { name: 'Week after →' }).click();
  await admin.locator('.shift').first().waitFor();
  await admin.locator('tbody tr').nth(20).waitFor();
  await admin.getByRole('navigation').getByRole('button', { name: 'Unreadable' }).click();
  await admin
    .getByText(/Everything that devices have said could be read|Bytes as they came/)
    .first()
    .waitFor();
});

test('the figures of a month are a table to take away', async () => {
  await admin.getByRole('navigation').getByRole('button', { name: 'Reports' }).click();
  const table = admin.getByRole('button', { name: 'Table (CSV)' });
  await admin.getByText(/Service figures/).waitFor();
  const [download] = await Promise.all([admin.waitForEvent('download'), table.click()]);
  expect(download.suggestedFilename()).toMatch(/^lamplight-\d{4}-\d\d\.csv$/);
  for (const side of ['By kind', 'By district', 'By hour of the day', 'Most frequent residents']) {
    await admin.getByRole('region', { name: side }).locator('tbody tr').first().waitFor();
  }
  // Districts and residents are said by name.
  await expect
    .poll(() => admin.getByRole('region', { name: 'Most frequent residents' }).locator('tbody th').allTextContents())
    .not.toContainEqual(expect.stringMatching(/^r-\d+$/));
});

test('the audit trail names who did what', async () => {
  await admin.getByRole('navigation').getByRole('button', { name: 'Audit' }).click();
  await admin.getByLabel('What').fill('skill.added');
  await admin.getByRole('button', { name: 'Search' }).click();
  await admin.getByRole('cell', { name: 'skill:story_telling' }).first().waitFor();
});
