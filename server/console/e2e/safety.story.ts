// The pages of administration that guard people, on the real server: plans, drills, consents, looks beyond one's part,
// the roster's holes, imports, what is kept, and all that is kept of one person.
import { createHmac } from 'node:crypto';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { as_account, as_role } from './api_hand.ts';
import { desk_screen, expect_accessible, expect_no_complaints, open_browser, signed_in } from './browser.ts';
import { account, device_of, town } from './town.ts';

let browser: Browser;
let admin: Page;
const resident = town.devices()[32]?.resident ?? '';

beforeAll(async () => {
  browser = await open_browser();
  admin = await signed_in(browser, desk_screen, account('administrator'));
  await admin.locator('table').waitFor();
});

// A story that failed in a form does not hold up the next.
afterEach(() => admin.keyboard.press('Escape'));
afterEach(expect_no_complaints);
afterAll(() => browser.close());

/** RFC 6238: six digits of the half minute. The secret in base32. */
function totp(secret: string, at_ms: number): string {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret.replace(/=+$/, '')].map((c) => digits.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at_ms / 30_000)));
  const digest = createHmac('sha1', key).update(counter).digest();
  const from = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

async function open_tab(name: string): Promise<void> {
  await admin.getByRole('navigation').getByRole('button', { name }).click();
}

/** The row of the story's resident in the register, found by what she is called. */
async function resident_row(): Promise<{ row: Locator; name: string }> {
  let name = '';
  await as_role('administrator', async (call) => {
    ({ name } = (await (await call('GET', `/residents/${resident}`)).json()) as { name: string });
  });
  await open_tab('Registers');
  await admin.getByRole('group', { name: 'Registers' }).getByRole('button', { name: 'Residents' }).click();
  await admin.getByRole('search').getByRole('searchbox').fill(name);
  await admin.getByRole('search').getByRole('button').click();
  const row = admin.getByRole('row').filter({ has: admin.getByRole('cell', { name: resident, exact: true }) });
  await row.waitFor();
  return { row, name };
}

test('a plan for falls at night is made, read and removed', async () => {
  await open_tab('Policies');
  await admin.getByRole('button', { name: 'New plan' }).click();
  const form = admin.getByRole('region', { name: 'New plan' });
  await form.getByLabel('Name', { exact: true }).fill('Falls at night');
  await form.getByLabel('Kind of alarm').selectOption('fall');
  await form.getByLabel('When').selectOption('night');
  await expect_accessible(admin, 'a plan is made');
  await form.getByRole('button', { name: 'Save' }).click();
  const plan = admin.getByRole('region', { name: 'Falls at night' });
  await plan.getByText('Fall · at night').waitFor();
  await plan.getByRole('button', { name: /^Remove/ }).click();
  await plan.waitFor({ state: 'detached' });
});

test('a drill is put off until tomorrow, and cancelled', async () => {
  await open_tab('Drills');
  const device = device_of(resident).device;
  await admin.getByLabel('Button of a home').fill(device);
  await admin.getByLabel('Care worker on duty').selectOption({ index: 1 });
  const tomorrow = new Date(Date.now() + 24 * 3_600_000).toISOString().slice(0, 16);
  await admin.getByLabel('When (empty: now)').fill(tomorrow);
  await admin.getByRole('button', { name: 'Begin a drill' }).click();
  const line = admin.getByRole('row').filter({ hasText: device }).first();
  await line.getByText('waits').waitFor();
  await expect_accessible(admin, 'a drill waits');
  await line.getByRole('button', { name: /^Cancel/ }).click();
  await line.getByText('cancelled').waitFor();
});

test('the roster says for whom nobody could come in time', async () => {
  await open_tab('Roster');
  const holes = admin.locator('section').filter({ has: admin.getByRole('heading', { name: 'Holes ahead' }) });
  await holes
    .getByText(/are covered\.|could come in time/)
    .last()
    .waitFor();
  expect(await holes.locator('.failed').filter({ hasText: 'refused' }).count()).toBe(0);
});

test('what a relative may see is written down, and withdrawn in one step', async () => {
  const { row } = await resident_row();
  await row.getByRole('button', { name: /^Consents/ }).click();
  const dialog = admin.locator('dialog');
  await dialog.getByLabel('Relative (her account)').selectOption({ label: account('family', 2).name });
  await dialog.getByLabel('Relation', { exact: true }).fill('侄女');
  await dialog.getByLabel('vital signs').check();
  await dialog.getByLabel('Version of the words').selectOption('2026-11');
  await dialog.locator('form').getByText('I agree that the care centre').first().waitFor();
  await dialog.getByText('Add a version of the words').click();
  await expect_accessible(admin, 'a consent is written down');
  await dialog.getByRole('button', { name: 'Write down' }).click();
  const given = dialog.locator('li').filter({ hasText: account('family', 2).name });
  await given.getByText('whether all is well, vital signs', { exact: true }).waitFor();
  await given.getByRole('button', { name: /^Withdraw everything/ }).click();
  await given.getByText('Withdrawn', { exact: true }).waitFor();
});

test('all that is kept of one person is taken along, and nothing is erased by chance', async () => {
  const { row } = await resident_row();
  await row.getByRole('button', { name: /^Data/ }).click();
  const dialog = admin.locator('dialog');
  const json = dialog.getByRole('button', { name: 'For a program (JSON)' });
  const [download] = await Promise.all([admin.waitForEvent('download'), json.click()]);
  expect(download.suggestedFilename()).toBe(`${resident}.json`);
  await expect_accessible(admin, 'all that is kept of one person');
  expect(await dialog.getByRole('button', { name: 'Erase' }).isDisabled()).toBe(true);
});

test('a look beyond one’s part is shown with its reason until another has reviewed it', async () => {
  const reason = `She was found in the street (${Date.now()})`;
  const who = account('care_worker', 5);
  await as_account(who, async (call) => {
    // Only with a second factor, which this account gets and gives back.
    const begun = await call('POST', '/second-factor', { password: who.password });
    const { secret } = (await begun.json()) as { secret: string };
    const confirmed = await call('POST', '/second-factor/confirm', { code: totp(secret, Date.now()) });
    const { recovery_codes } = (await confirmed.json()) as { recovery_codes: string[] };
    const broken = await call('POST', `/residents/${resident}/glass`, { reason, code: recovery_codes[0] });
    expect(broken.status).toBe(201);
    const removed = await call('POST', '/second-factor/remove', { code: recovery_codes[1] });
    expect(removed.status).toBe(204);
  });
  await open_tab('Broken glass');
  const look = admin.getByRole('listitem').filter({ hasText: reason });
  await look.getByText(who.name).first().waitFor();
  await expect_accessible(admin, 'a look that is to be reviewed');
  await look.getByLabel('What the review has found').fill('Right.');
  await look.getByRole('button', { name: /^Reviewed/ }).click();
  await look.waitFor({ state: 'detached' });
  await admin.getByLabel('Only what is still to be reviewed').uncheck();
  await look.getByText(/^Reviewed by/).waitFor();
});

test('a table file is looked at first: its faults are named by line, and nothing is written', async () => {
  await open_tab('Registers');
  await admin.getByRole('group', { name: 'Registers' }).getByRole('button', { name: 'Skills' }).click();
  await admin.getByRole('button', { name: 'Import' }).click();
  const dialog = admin.locator('dialog');
  const file = (text: string) => ({ name: 'skills.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  const chosen = dialog.getByLabel('File');
  await chosen.setInputFiles(file('id,name,name_en\nnot an id,唱歌,Singing\n'));
  await dialog.getByRole('button', { name: 'Look what would happen' }).click();
  await dialog.getByText('1 fault. Nothing is written.').waitFor();
  await dialog.getByRole('cell', { name: '2' }).waitFor();
  await expect_accessible(admin, 'a table file with a fault');
  await chosen.setInputFiles(file('id,name,name_en\nsinging,唱歌,Singing\n'));
  await dialog.getByRole('button', { name: 'Look what would happen' }).click();
  await dialog.getByText('1 rows: 1 would be added, 0 changed. No faults.').waitFor();
});

test('what is kept says for how long, and how much is due', async () => {
  await open_tab('Retention');
  const row = admin.getByRole('row', { name: /^Unreadable messages/ });
  const days = row.getByRole('spinbutton');
  await days.fill('400');
  await days.blur();
  await expect.poll(() => days.isEnabled()).toBe(true);
  await admin.reload();
  await open_tab('Retention');
  await expect.poll(() => days.inputValue()).toBe('400');
  await days.fill('');
  await days.blur();
  await expect.poll(() => days.isEnabled()).toBe(true);
});
