// What an administrator looks at: what would happen if somebody pressed, how every part is, the figures of a month.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import {
  desk_screen,
  expect_accessible_day_and_night,
  expect_no_complaints,
  open_browser,
  signed_in,
  type LanguageName,
} from './browser.ts';
import { as_role } from './api_hand.ts';
import { leave_nothing_open } from './aftermath.ts';
import { clear_home, incident_of } from './desk_hand.ts';
import { account, press, town, type Device } from './town.ts';

let browser: Browser;
let admin: Page;

beforeAll(async () => {
  browser = await open_browser();
  admin = await signed_in(browser, desk_screen, account('administrator'));
  await admin.locator('table').waitFor();
});

afterEach(() => admin.keyboard.press('Escape'));
afterEach(expect_no_complaints);
afterAll(async () => {
  await browser.close();
  await leave_nothing_open();
});

async function open_part(page: Page, nth: number): Promise<void> {
  await page.locator('nav .button').nth(nth).click();
}

const policies = 2;
const reports = 3;
const health = 9;

async function open_incidents(): Promise<string[]> {
  let ids: string[] = [];
  await as_role('dispatcher', async (call) => {
    const page = (await (await call('GET', '/incidents?state=open&limit=500')).json()) as { items: { id: string }[] };
    ids = page.items.map((one) => one.id).sort();
  });
  return ids;
}

interface Found {
  name: string;
  contacts: { name: string }[];
}

test('an administrator asks what would happen, reads it step by step, and nothing has happened', async () => {
  const device = town.devices()[9] as Device;
  const desk = await signed_in(browser, desk_screen, account('dispatcher'));
  await clear_home(desk, device.resident);
  await desk.context().close();
  let resident: Found = { name: '', contacts: [] };
  await as_role('administrator', async (call) => {
    resident = (await (await call('GET', `/residents/${device.resident}`)).json()) as Found;
  });
  const before = await open_incidents();

  await open_part(admin, policies);
  const panel = admin.getByRole('region', { name: 'What would happen if' });
  await panel.getByRole('searchbox').fill(resident.name);
  await panel.getByRole('radio').first().waitFor();
  await panel.getByRole('button', { name: 'Ask' }).click();
  await panel.getByRole('heading', { name: `If ${resident.name} called now` }).waitFor();
  const steps = panel.getByRole('list', { name: 'Step by step' });
  await steps.getByText('+0:00').waitFor();
  await steps.getByText('waits').first().waitFor();
  await steps.getByText(`Call ${resident.contacts[0]?.name ?? ''}`).waitFor();
  await steps.getByText('All dispatchers called').first().waitFor();
  await steps.getByText('and so on, until somebody takes it').waitFor();
  await panel.getByText(/\d+ could go/).waitFor();
  expect(await open_incidents()).toEqual(before);
});

test('every part says how it is', async () => {
  await open_part(admin, health);
  await admin.getByRole('heading', { name: 'Database and broker' }).waitFor();
  const server = admin.getByRole('region', { name: 'Server' });
  await server.getByText('Line to the broker, listening').waitFor();
  await server.getByText('up', { exact: true }).first().waitFor();
  await admin.getByRole('region', { name: 'Monitor' }).getByText('Canary').waitFor();
  await admin.getByText('Open incidents').waitFor();
});

test('the figures of a month say who was overloaded, and which devices called for nothing', async () => {
  const device = town.devices()[9] as Device;
  const desk = await signed_in(browser, desk_screen, account('dispatcher'));
  const { id } = await incident_of(desk, press(device));
  // Whatever else has happened in this town: one operator has dealt with a call.
  await as_role('dispatcher', async (call) => {
    const taken = await call('POST', `/incidents/${id}/commands`, { do: 'acknowledge' });
    expect(taken.status).toBe(200);
  });
  await clear_home(desk, device.resident);
  await desk.context().close();
  await open_part(admin, reports);
  await admin.getByRole('region', { name: 'Workload of operators' }).locator('tbody tr').first().waitFor();
  await admin.getByRole('region', { name: 'By what called' }).locator('tbody tr').first().waitFor();
  await admin.emulateMedia({ media: 'print' });
  // On paper there are the figures of the month, and nothing to press.
  expect(await admin.getByRole('button').filter({ visible: true }).count()).toBe(0);
  expect((await admin.pdf({ format: 'A4' })).byteLength).toBeGreaterThan(10_000);
  await admin.emulateMedia({ media: 'screen' });
});

const languages = ['English', '中文'] as const satisfies readonly LanguageName[];

test.each(languages)('asked, found and healthy, in %s, by day and by night', async (language) => {
  const page = await signed_in(browser, desk_screen, account('administrator'), language);
  await page.locator('table').waitFor();
  await page.locator('[role=group] .button').last().click();
  await page.locator('[role=group] ~ p.soft').first().waitFor();
  await expect_accessible_day_and_night(page, 'found things');
  await page.locator('[role=group] .button').nth(3).click();
  await page.locator('td .more').first().click();
  await page.locator('dialog form').first().waitFor();
  await expect_accessible_day_and_night(page, 'a device');
  await page.keyboard.press('Escape');
  await page.locator('dialog').waitFor({ state: 'detached' });
  await open_part(page, policies);
  await page.locator('input[type=search]').fill('李');
  await page.locator('section fieldset input[type=radio]').first().waitFor();
  await page.locator('section form .first').first().click();
  await page.locator('section ol .after').first().waitFor();
  await expect_accessible_day_and_night(page, 'a preview');
  await open_part(page, health);
  await page.locator('meter').first().waitFor();
  await expect_accessible_day_and_night(page, 'health');
  await page.context().close();
});
