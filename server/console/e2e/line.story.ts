// When the line is away: every page says so, keeps what it knows, and catches up by itself.
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { desk_screen, expect_no_complaints, open_browser, phone, signed_in } from './browser.ts';
import { leave_nothing_open } from './aftermath.ts';
import { patient_offers, set_first_wait } from './api_hand.ts';
import { able, asked_one, choose, clear_home, incident_of, type Seen } from './desk_hand.ts';
import { account, freeze_server, press, town, worker_account, type Device } from './town.ts';

let browser: Browser;
let desk: Page;
let device: Device;
let offers_as_before = (): Promise<void> => Promise.resolve();

beforeAll(async () => {
  offers_as_before = await patient_offers();
  browser = await open_browser();
  desk = await signed_in(browser, desk_screen, account('dispatcher'));
  device = town.devices()[10] as Device;
  await clear_home(desk, device.resident);
});

// Playwright sees no request of a page that a service worker has taken over, which happens at any moment.
const interceptable: BrowserContextOptions = { ...phone, serviceWorkers: 'block' };

/** A new call at the home, and the phone of the care worker who is asked first. */
async function press_and_ask(on: BrowserContextOptions = phone): Promise<{ incident: Seen; worker: Page }> {
  await clear_home(desk, device.resident);
  const incident = await incident_of(desk, press(device));
  await choose(desk, incident.id);
  const worker = await signed_in(browser, on, worker_account(await asked_one(desk)));
  return { incident, worker };
}

afterEach(expect_no_complaints);
afterAll(async () => {
  await browser.close();
  await leave_nothing_open();
  await offers_as_before();
});

test('a frozen server is noticed, what is known stays, and a press in between is there afterwards', async () => {
  const family = await signed_in(browser, phone, account('family', 1));
  await family.locator('article h1').first().waitFor();
  const worker = await signed_in(browser, phone, account('care_worker'));
  await worker.locator('.bar h1:not(:empty)').waitFor();
  const first = await incident_of(desk, press(device));
  await choose(desk, first.id);
  const thaw = freeze_server();
  let alarm: string;
  try {
    // Within 5 s by the clock of tests/live.test.ts (I12); here it is enough that it is said while nobody answers.
    const said = (page: Page) =>
      page
        .getByText(/Connection lost\. What you see/)
        .first()
        .waitFor();
    await Promise.all([desk, family, worker].map(said));
    await desk.locator(`[data-chosen="${first.id}"]`).waitFor();
    await desk.locator('button:disabled', { hasText: 'Acknowledge' }).waitFor();
    await expect
      .poll(() => desk.locator('main').evaluate((main) => getComputedStyle(main).filter))
      .toBe('grayscale(1)');
    alarm = press(device);
  } finally {
    thaw();
  }
  await desk.getByText('Live', { exact: true }).waitFor();
  await incident_of(desk, alarm);
  await desk.locator(`[data-incident="${first.id}"]`).getByText('Pressed again ×1').waitFor();
  await desk.getByText(/Connection lost/).waitFor({ state: 'detached' });
  await Promise.all([family, worker].map((page) => page.getByText(/Connection lost/).waitFor({ state: 'detached' })));
  await Promise.all([family, worker].map((page) => page.context().close()));
});

test('a care worker’s taps without a line are kept, over a reload too, and sent when it is back', async () => {
  await clear_home(desk, device.resident);
  const incident = await incident_of(desk, press(device));
  await choose(desk, incident.id);
  const name = (await able(desk)).at(-1) ?? '';
  const worker = await signed_in(browser, interceptable, worker_account(name));
  await desk.locator('label', { hasText: name }).locator('input[name=candidate]').check();
  await desk
    .locator('aside')
    .getByRole('button', { name: /Assign/ })
    .click();
  await worker.getByRole('button', { name: 'I am going' }).click();
  await worker.getByRole('button', { name: 'Set out' }).waitFor();

  await worker.route('**/commands', (route) => route.abort());
  await worker.getByRole('button', { name: 'Set out' }).click();
  await worker.getByText('No connection. Your action is kept and will be sent.').waitFor();
  await worker.reload();
  await worker.getByText('No connection. Your action is kept and will be sent.').waitFor();
  await worker.unroute('**/commands');
  await worker.getByRole('button', { name: 'I am there' }).waitFor();
  await desk.locator('article').getByText('On the way', { exact: true }).waitFor();
  await worker.context().close();
});

test('the phone opens without a line, with the address, and a deed of then is told with its true time', async () => {
  const { worker } = await press_and_ask();
  await worker.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await worker.getByRole('button', { name: 'Accept' }).click();
  // The address comes with the record, a moment after the incident.
  const address = (await worker.locator('.address').filter({ hasText: '号' }).textContent()) ?? '';
  await worker.context().setOffline(true);
  await worker.reload();
  await worker.getByText(address).waitFor();
  await worker.getByText(/Connection lost/).waitFor();
  await worker.getByRole('button', { name: 'Set out' }).click();
  await worker.getByText('No connection. Your action is kept and will be sent.').waitFor();
  // The next steps are under the thumb all the same.
  await worker.getByRole('button', { name: 'I am there' }).click();
  await worker.getByRole('button', { name: 'I am inside' }).click();
  await worker.getByText(/Inside since/).waitFor();
  await worker.getByText('No connection. 3 actions are kept and will be sent.').waitFor();
  const picture = { name: 'stairs.png', mimeType: 'image/png', buffer: await worker.screenshot() };
  await worker.locator('input[type=file]').setInputFiles(picture);
  await worker.getByText('No connection. 4 actions are kept and will be sent.').waitFor();
  // Five minutes pass in the stairway.
  await worker.evaluate(() => {
    const key = Object.keys(localStorage).find((one) => one.startsWith('lamplight.field.outbox.')) ?? '';
    const outbox = JSON.parse(localStorage.getItem(key) ?? '[]') as { at: number }[];
    localStorage.setItem(key, JSON.stringify(outbox.map((one) => ({ ...one, at: one.at - 300_000 }))));
  });
  await worker.reload();
  await worker.context().setOffline(false);
  for (const told of [/^Set out at .*the telephone had no line/, /^Was there at .*the telephone had no line/]) {
    await desk.locator('article').getByText(told).waitFor();
  }
  await desk.locator('article .coming', { hasText: /In the home since/ }).waitFor();
  await desk.locator('article').getByText('On the scene', { exact: true }).waitFor();
  await desk.locator('article').getByRole('button', { name: '1 photograph' }).waitFor();
  await worker.getByText(/No connection/).waitFor({ state: 'detached' });
  await worker.context().close();
});

test('a care worker who asks for a second person is heard at the desk until she is answered', async () => {
  const { incident, worker } = await press_and_ask();
  await worker.getByRole('button', { name: 'Accept' }).click();
  await worker.getByRole('button', { name: 'I need a second person' }).click();
  await worker.getByText('The desk is asked for a second person').waitFor();
  await desk
    .getByRole('alert')
    .getByText(/needs a second person/)
    .waitFor();
  await desk.locator(`[data-incident="${incident.id}"]`).getByText('Needs help').waitFor();
  await desk.keyboard.press('h');
  await worker.getByRole('button', { name: 'I need a second person' }).waitFor();
  await desk.getByText(/needs a second person/).waitFor({ state: 'detached' });
  await worker.context().close();
});

test('an answer that was lost on its way back is not taken for a refusal', async () => {
  const { worker } = await press_and_ask(interceptable);
  await worker.getByRole('heading', { name: 'Can you go?' }).waitFor();
  // The server carries it out; the phone hears nothing, and asks again.
  let lost = 0;
  await worker.route('**/commands', async (route) => {
    if (lost > 0) return route.continue();
    lost += 1;
    await route.fetch();
    return route.abort();
  });
  await worker.getByRole('button', { name: 'Accept' }).click();
  await worker.getByRole('button', { name: 'Set out' }).waitFor();
  await worker.waitForTimeout(2_500);
  expect(lost).toBe(1);
  expect(await worker.getByText(/Too late|The server said no/).count()).toBe(0);
  await worker.locator('button:enabled', { hasText: 'Set out' }).waitFor();
  await worker.context().close();
});

test('whoever comes too late is told so', async () => {
  const { worker } = await press_and_ask(interceptable);
  await worker.getByRole('heading', { name: 'Can you go?' }).waitFor();
  // Her tap waits in the telephone while the desk closes the incident.
  let go_on = (): void => undefined;
  const closed = new Promise<void>((done) => (go_on = done));
  await worker.route('**/commands', async (route) => {
    await closed;
    return route.continue();
  });
  await worker.getByRole('button', { name: 'Accept' }).click();
  await clear_home(desk, device.resident);
  go_on();
  await worker.getByText('Too late: this incident has ended.').waitFor();
  await worker.context().close();
});

test('an offer whose time has run out leaves the phone, and others are asked', async () => {
  await clear_home(desk, device.resident);
  // Long enough for her to sign in meanwhile.
  const before = await set_first_wait('emergency-1', 20_000);
  try {
    // The town hears of a changed ladder with its next look, every two seconds.
    await desk.waitForTimeout(5_000);
    const { incident, worker } = await press_and_ask();
    const name = await asked_one(desk);
    await worker.getByRole('timer').waitFor();
    await desk.locator('article').getByText(`No answer from ${name}`).waitFor({ timeout: 60_000 });
    await worker.getByText('Nothing to do right now.').waitFor();
    // The next three, and not her.
    await desk.locator('label:has(.tag.asked) .name').nth(2).waitFor();
    expect(await desk.locator('label:has(.tag.asked) .name', { hasText: name }).count()).toBe(0);
    await desk.locator(`[data-incident="${incident.id}"]`).waitFor();
    await worker.context().close();
  } finally {
    await set_first_wait('emergency-1', before);
  }
});

test('a session that has ended leads to the door, which says why', async () => {
  const other = await signed_in(browser, desk_screen, account('dispatcher', 1));
  await other.getByText('Live', { exact: true }).waitFor();
  await other.evaluate(async () => {
    const session = (await (await fetch('/api/v1/session')).json()) as { csrf: string };
    await fetch('/api/v1/session', { method: 'DELETE', headers: { 'X-CSRF-Token': session.csrf } });
  });
  await other.waitForURL(/\/\?ended$/);
  await other.getByText('Your session has ended. Please sign in again.').waitFor();
  await other.context().close();
});
