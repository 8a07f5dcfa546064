// What reaches beyond the desk: people outside to whom messages go, visits that are wished for, another desk that was
// quicker, and the dossier for whoever must answer for it all.
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { leave_nothing_open } from './aftermath.ts';
import { as_role } from './api_hand.ts';
import {
  desk_screen,
  expect_accessible_day_and_night,
  expect_no_complaints,
  open_browser,
  signed_in,
} from './browser.ts';
import { card_of, choose, clear_home, incident_of } from './desk_hand.ts';
import { account, press, press_seen, town, type Device } from './town.ts';

let browser: Browser;
let desk: Page;

beforeAll(async () => {
  browser = await open_browser();
  desk = await signed_in(browser, desk_screen, account('dispatcher'));
});

afterEach(() => desk.keyboard.press('Escape'));
afterEach(expect_no_complaints);
afterAll(async () => {
  await browser.close();
  await leave_nothing_open();
});

/** Presses at the home of that device and chooses the incident. Answers its id. */
async function pressed(nth: number): Promise<string> {
  const device = town.devices()[nth] as Device;
  await clear_home(desk, device.resident);
  const { id } = await incident_of(desk, press(device));
  await choose(desk, id);
  return id;
}

test('a contact whom nothing that is set up reaches is to be telephoned, with her number', async () => {
  const id = await pressed(14);
  const to_contact = desk.locator('[data-message=no_channel]').filter({ has: desk.locator('a[href^="tel:"]') });
  await as_role('dispatcher', async (call) => {
    // The ladder asks care workers before it turns to the family. A step is taken a moment after it is asked for.
    const family_asked = async (): Promise<boolean> => {
      const incident = (await (await call('GET', `/incidents/${id}`)).json()) as { messages: { to: string }[] };
      if (incident.messages.some((one) => one.to === 'contact')) return true;
      await call('POST', `/incidents/${id}/commands`, { do: 'escalate' });
      return false;
    };
    await expect.poll(family_asked, { interval: 200 }).toBe(true);
  });
  await to_contact.first().getByText('was not reached: telephone').waitFor();
  await expect_accessible_day_and_night(desk, 'desk, a contact to be telephoned');
});

test('what was decided on an older picture is not carried out, and the present one is told', async () => {
  const id = await pressed(15);
  await desk.getByText('Live', { exact: true }).waitFor();
  await desk.route(
    '**/commands',
    async (route) => {
      // Another desk is quicker.
      await as_role('dispatcher', async (call) => {
        const taken = await call('POST', `/incidents/${id}/commands`, { do: 'acknowledge' });
        expect(taken.status).toBe(200);
      });
      await route.continue();
    },
    { times: 1 },
  );
  await desk.keyboard.press('x');
  await desk.locator('dialog textarea').fill('pressed by chance');
  await desk.locator('dialog .first').click();
  await desk.getByText(/^It has changed meanwhile: Offered/).waitFor();
  expect(await desk.locator(`[data-chosen="${id}"]`).count()).toBe(1);
  await desk.keyboard.press('x');
  await desk.locator('dialog textarea').fill('pressed by chance');
  await desk.locator('dialog .first').click();
  await desk
    .locator('.notice')
    .getByText(/^\s*Cancelled\./)
    .waitFor();
});

test('a visit that is wished for tomorrow is opened with its time, and the queue says so', async () => {
  const { resident } = town.devices()[16] as Device;
  await clear_home(desk, resident);
  press_seen(resident);
  let name = '';
  await as_role('administrator', async (call) => {
    ({ name } = (await (await call('GET', `/residents/${resident}`)).json()) as { name: string });
  });
  await desk.keyboard.press('i');
  const dialog = desk.locator('dialog');
  await dialog.getByRole('searchbox').fill(name);
  await dialog.getByRole('radio').first().check();
  await dialog.locator('select').selectOption('service');
  const tomorrow = new Date(Date.now() + 24 * 3_600_000).toISOString().slice(0, 10);
  await dialog.locator('input[name=wished_for]').fill(`${tomorrow}T15:30`);
  await expect_accessible_day_and_night(desk, 'desk, a call with a wished-for visit');
  await dialog.locator('.first').click();
  await dialog.waitFor({ state: 'detached' });
  await card_of(desk, name)
    .filter({ hasText: /wished for .*15:30/ })
    .waitFor();
});

test('an incident is taken along as one signed dossier', async () => {
  const id = await pressed(17);
  const [download] = await Promise.all([
    desk.waitForEvent('download'),
    desk.getByRole('link', { name: 'Signed dossier' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(`incident-${id}.json`);
  const signed = JSON.parse(readFileSync(await download.path(), 'utf8')) as { dossier: string; signature: string };
  expect(signed.signature).not.toBe('');
  expect(signed.dossier).toContain(id);
});
