// What an administrator changes is changed: a register's row, a ladder, a shift; and two who change one thing at once.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { as_role, set_first_wait } from './api_hand.ts';
import {
  desk_screen,
  expect_accessible_day_and_night,
  expect_no_complaints,
  open_browser,
  signed_in,
} from './browser.ts';
import { account, town } from './town.ts';

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
  await admin.getByRole('button', { name: 'Add', exact: true }).click();
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

test('of two who change one row the second sees both versions, and chooses field by field', async () => {
  const other = await signed_in(browser, desk_screen, account('administrator'));
  const start = { level: '', english: '' };
  for (const page of [admin, other]) {
    await open_register(page, 'Districts');
    await page
      .getByRole('button', { name: /^Change/ })
      .first()
      .click();
    await page.locator('dialog form').waitFor();
  }
  start.english = await admin.getByLabel('English name').inputValue();
  start.level = await admin.getByLabel('Level').inputValue();
  const level = start.level === 'grid' ? 'street' : 'grid';
  await admin.getByLabel('English name').fill(`${start.english} (first)`);
  await admin.getByLabel('Level').selectOption(level);
  await admin.getByRole('button', { name: 'Save' }).click();
  await admin.locator('dialog').waitFor({ state: 'detached' });
  await other.getByLabel('English name').fill(`${start.english} (second)`);
  await other.getByRole('button', { name: 'Save' }).click();
  const dialog = other.locator('dialog');
  await dialog.getByText('changed by both').waitFor();
  const english = dialog.getByRole('group', { name: /English name/ });
  await english.getByRole('radio', { name: `Mine ${start.english} (second)` }).waitFor();
  await english.getByRole('radio', { name: `What it now is ${start.english} (first)` }).waitFor();
  await dialog
    .getByRole('group', { name: 'Level' })
    .getByRole('radio', { name: /What it now is/, checked: true })
    .waitFor();
  await expect_accessible_day_and_night(other, 'two versions of a district');
  await other.getByRole('button', { name: '中文' }).evaluate((button: HTMLElement) => button.click());
  await dialog.getByText('双方都有修改').waitFor();
  await expect_accessible_day_and_night(other, 'two versions of a district, in Chinese');
  await other.getByRole('button', { name: 'English' }).evaluate((button: HTMLElement) => button.click());
  // By key alone: to the first choice, mine, and to the end.
  await english.getByRole('radio').first().focus();
  await other.keyboard.press('Space');
  await other.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await other.getByRole('cell', { name: `${start.english} (second)` }).waitFor();
  await other.context().close();
  await open_register(admin, 'Districts');
  await admin
    .getByRole('button', { name: /^Change/ })
    .first()
    .click();
  await expect.poll(() => admin.getByLabel('Level').inputValue()).toBe(level);
  await admin.getByLabel('English name').fill(start.english);
  await admin.getByLabel('Level').selectOption(start.level);
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

test('of two who change one ladder the second sees both', async () => {
  await admin.getByRole('navigation').getByRole('button', { name: 'Policies' }).click();
  const ladder = admin.getByRole('region', { name: 'Requests' });
  await ladder.getByRole('button', { name: 'Change' }).click();
  const seconds = ladder.getByLabel('Seconds').first();
  const before = Number(await seconds.inputValue());
  await set_first_wait('service-0', (before + 5) * 1000);
  await seconds.fill(String(before + 9));
  await ladder.getByRole('button', { name: 'Save' }).click();
  const dialog = admin.locator('dialog');
  await dialog.getByRole('radio', { name: new RegExp(`Mine.* ${before + 9} s`) }).waitFor();
  await dialog.getByRole('button', { name: 'Everywhere what it now is' }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await ladder.getByText(`${before + 5} s`).waitFor();
  await set_first_wait('service-0', before * 1000);
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
  // Whatever else has happened in this town: one incident there is.
  await as_role('dispatcher', async (call) => {
    const resident = town.devices()[8]?.resident;
    const made = await call('POST', '/incidents', { kind: 'service', resident, text: 'Shopping.' });
    if (made.status !== 201) return;
    const { id } = (await made.json()) as { id: string };
    const closed = await call('POST', `/incidents/${id}/commands`, { do: 'close', outcome: 'other', note: '' });
    expect(closed.status).toBe(200);
  });
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

test('a device is put into use, shows its code once, and is taken out of use', async () => {
  await open_register(admin, 'Devices');
  await admin.getByRole('button', { name: 'New device' }).click();
  const dialog = admin.locator('dialog');
  await dialog.getByRole('searchbox').fill('李');
  await dialog.getByRole('radio', { name: /李/ }).first().waitFor();
  const id = `story-${Date.now()}`;
  await dialog.getByLabel('Model').fill('pendant');
  await dialog.getByLabel(/^Id/).fill(id);
  await dialog.getByRole('button', { name: 'Put into use' }).click();
  await dialog.getByText('This is shown once').waitFor();
  await dialog.getByRole('img', { name: 'Code for the camera' }).waitFor();
  await dialog.getByText('Settings for mosquitto').waitFor();
  await dialog.getByText(id).first().waitFor();
  // The broker was asked before the answer: this sign-in is taken.
  expect(await dialog.getByText('does not take this sign-in yet').count()).toBe(0);
  await expect_accessible_day_and_night(admin, 'a device that was put into use');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await dialog.waitFor({ state: 'detached' });
  await as_role('administrator', async (call) => {
    const retired = await call('POST', `/devices/${id}/retire`, { reason: 'the story is over' });
    expect(retired.status).toBe(200);
  });
});
