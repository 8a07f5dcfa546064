// The ladders as a table file, out and in again; and what another system was told, as an administrator reads it.
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { as_role } from './api_hand.ts';
import {
  desk_screen,
  expect_accessible_day_and_night,
  expect_no_complaints,
  open_browser,
  signed_in,
} from './browser.ts';
import { account, town } from './town.ts';

const resident = town.devices()[22]?.resident ?? '';
let browser: Browser;
let admin: Page;

beforeAll(async () => {
  browser = await open_browser();
  admin = await signed_in(browser, desk_screen, account('administrator'));
  await admin.locator('table').waitFor();
});

afterEach(() => admin.keyboard.press('Escape'));
afterEach(expect_no_complaints);
afterAll(() => browser.close());

async function open_tab(name: string): Promise<void> {
  await admin.getByRole('navigation').getByRole('button', { name }).click();
}

test('the ladders are saved as a table file, and a plan is made by one', async () => {
  await open_tab('Policies');
  const [download] = await Promise.all([
    admin.waitForEvent('download'),
    admin.getByRole('button', { name: 'Table (CSV)' }).click(),
  ]);
  const saved = readFileSync(await download.path(), 'utf8');
  expect(saved).toContain('id,queue,priority,name,resident,kind,district,time,step,action,width,wait_ms,loudness');
  expect(saved).toContain('emergency-1,emergency,1,');

  await admin.getByRole('button', { name: 'Import' }).click();
  const form = admin.getByRole('dialog');
  const file = (text: string) => ({ name: 'ladders.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  const head = 'id,name,kind,step,action,wait_ms\n';
  const chosen = form.getByLabel('File');
  await chosen.setInputFiles(file(`${head}flood-story,Flood,water,2,offer,60000\n`));
  await form.getByRole('button', { name: 'Look what would happen' }).click();
  await form.getByRole('cell', { name: /^step must be 1 here/ }).waitFor();
  await chosen.setInputFiles(file(`${head}flood-story,Flood of the story,water,1,offer,60000\n`));
  await form.getByRole('button', { name: 'Look what would happen' }).click();
  await form.getByRole('button', { name: 'Write it' }).click();
  await form.getByText('Written: 1 added, 0 changed.').waitFor();
  await form.getByRole('button', { name: 'Close' }).last().click();
  await admin.getByText('Flood of the story').first().waitFor();
  await as_role('administrator', async (call) => {
    const etag = (await call('GET', '/plans/flood-story')).headers.get('ETag') ?? '';
    expect((await call('DELETE', '/plans/flood-story', undefined, etag)).status).toBe(204);
  });
});

test('an administrator sees that another system does not answer', async () => {
  await as_role('administrator', async (call) => {
    // Nobody listens at the port for discarding.
    const body = { name: 'Silent', url: 'http://127.0.0.1:9/', events: ['incident.opened'] };
    expect((await call('POST', '/webhooks', body)).status).toBe(201);
  });
  let incident = '';
  await as_role('dispatcher', async (call) => {
    const made = await call('POST', '/incidents', { kind: 'service', resident, text: 'Shopping.' });
    ({ id: incident } = (await made.json()) as { id: string });
  });
  await open_tab('Other systems');
  await admin.getByRole('button', { name: 'Messages Silent' }).click();
  const part = admin.getByRole('region', { name: 'Messages to Silent' });
  await expect
    .poll(async () => {
      await admin.getByRole('button', { name: 'Look again' }).click();
      return part.getByRole('cell', { name: 'nobody answered' }).count();
    })
    .toBe(1);
  await part.getByText(incident).waitFor();
  await part.getByRole('cell', { name: 'on the way' }).waitFor();
  await expect_accessible_day_and_night(admin, 'the messages of a webhook');
  await as_role('dispatcher', async (call) => {
    await call('POST', `/incidents/${incident}/commands`, { do: 'close', outcome: 'other' });
  });
  await admin.getByRole('button', { name: 'Switch off… Silent' }).click();
  await admin.getByRole('button', { name: 'Switch off', exact: true }).click();
  await part.waitFor({ state: 'detached' });
});
