// The story of one alarm, with all four pages open at once: the home on the screen, the desk, the phone and the
// family page; from the press to the end of it.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { desk_screen, expect_accessible, expect_no_complaints, open_browser, phone, signed_in } from './browser.ts';
import { leave_nothing_open } from './aftermath.ts';
import { patient_offers } from './api_hand.ts';
import { able, asked_one, choose, clear_home, incident_of } from './desk_hand.ts';
import { home_of, open_homes, type Homes } from './home.ts';
import { account, press, press_seen, town, worker_account, type Device } from './town.ts';

let browser: Browser;
let homes: Homes;
let desk: Page;
let offers_as_before = (): Promise<void> => Promise.resolve();

beforeAll(async () => {
  offers_as_before = await patient_offers();
  [browser, homes] = await Promise.all([open_browser(), open_homes()]);
  desk = await signed_in(browser, desk_screen, account('dispatcher'));
});

afterEach(expect_no_complaints);
afterAll(async () => {
  await browser.close();
  await homes.stop();
  await leave_nothing_open();
  await offers_as_before();
});

/** Device number `nth` of the town, in a home where nothing is open. */
async function quiet_device(nth: number): Promise<Device> {
  const device = town.devices()[nth];
  if (device === undefined) throw new Error(`the town has no device number ${nth}`);
  await clear_home(desk, device.resident);
  return device;
}

async function device_of_family(family: Page): Promise<Device> {
  const resident = await family.locator('[data-resident]').first().getAttribute('data-resident');
  const device = town.devices().find((one) => one.resident === resident);
  if (device === undefined) throw new Error('the relative’s resident has no device');
  return device;
}

/** Waits until the pendant says this. */
async function hears(home: Page, words: RegExp): Promise<void> {
  await home.locator('#said').filter({ hasText: words }).waitFor();
}

describe('one press, with all four pages open', () => {
  let home: Page;
  let family: Page;
  let worker: Page;
  let incident: { id: string; resident: string };
  let name: string;

  beforeAll(async () => {
    family = await signed_in(browser, phone, account('family'));
    await family.locator('article h1').first().waitFor();
    const device = await device_of_family(family);
    press_seen(device.resident);
    await clear_home(desk, device.resident);
    home = await home_of(browser, homes, device);
  });

  test('is made on the home page, which hears at once that help is being organised', async () => {
    await home.getByRole('button', { name: 'SOS: I need help' }).click();
    await hears(home, /^received: help is being organised$/);
    const detail = await home
      .locator('#detail')
      .filter({ hasText: /^SOS \S+/ })
      .textContent();
    incident = await incident_of(desk, /^SOS (\S+)/.exec(detail ?? '')?.[1] ?? '');
  });

  test('is on the desk with a counting time, and tells who and what', async () => {
    await choose(desk, incident.id);
    await desk
      .locator('article h1')
      .filter({ hasText: new RegExp(`^${incident.resident} pressed for help`) })
      .waitFor();
    const before = await desk.locator('article .age').textContent();
    await desk.waitForFunction((old) => document.querySelector('article .age')?.textContent !== old, before);
  });

  test('is acknowledged by one key', async () => {
    await desk.keyboard.press('a');
    await desk
      .locator('article')
      .getByText(`with ${account('dispatcher').name}`)
      .waitFor();
  });

  test('tells the family that somebody looks after it', async () => {
    await family.getByRole('heading', { level: 1, name: /has called/ }).waitFor();
  });

  test('is given to the care worker that the dispatcher chooses, with reasons to choose by', async () => {
    const names = await able(desk);
    expect(names.length).toBeGreaterThan(2);
    // Not the one who is being asked already: an assignment is the dispatcher's own decision.
    await asked_one(desk);
    const asked = await desk.locator('label:has(.tag.asked) .name').allTextContents();
    name = names.find((one) => !asked.some((text) => text.includes(one))) ?? '';
    worker = await signed_in(browser, phone, worker_account(name));
    await worker.locator('h1').first().waitFor();
    await desk.locator('label', { hasText: name }).locator('input[name=candidate]').check();
    await desk.keyboard.press('s');
    await desk.locator('article .coming').getByText(name).waitFor();
  });

  test('tells the home who is coming and when, and the family that help is on its way', async () => {
    await hears(home, new RegExp(`^${name} is coming, (about a minute|\\d+ minutes)$`));
    await family.getByRole('heading', { level: 1, name: /Help is on its way/ }).waitFor();
  });

  test('fills the phone until she has accepted', async () => {
    await worker.getByRole('heading', { name: 'You have been assigned' }).waitFor();
    await worker.getByRole('button', { name: 'I am going' }).click();
    await worker.getByRole('button', { name: 'Set out' }).waitFor();
  });

  test('says that her position is shared', async () => {
    await worker.getByText(/Position shared at .* ±12\sm/).waitFor();
  });

  test('shows her the address, and the key-safe code on tap only', async () => {
    await worker.locator('.address').filter({ hasText: '号' }).waitFor();
    expect(await worker.locator('.code').count()).toBe(0);
    // Drawn together with the address, where the home has a key safe.
    const show = worker.getByRole('button', { name: 'Show code' });
    if ((await show.count()) > 0) {
      await show.click();
      await worker.locator('.code').filter({ hasText: /\S{3}/ }).waitFor();
    }
  });

  test('tells everybody that she is on the way', async () => {
    await worker.getByRole('button', { name: 'Set out' }).click();
    await hears(home, new RegExp(`^${name} is on the way, (about a minute|\\d+ minutes)$`));
    await family.getByText(`${name} is on the way`).waitFor();
    await desk.locator('article').getByText('On the way', { exact: true }).waitFor();
  });

  test('speaks to the home in the language that is chosen there', async () => {
    await home.getByRole('button', { name: '中文' }).click();
    await hears(home, new RegExp(`^${name}正在路上，约\\d+分钟到$`));
    await expect_accessible(home, 'home, 中文, somebody on the way');
    await home.getByRole('button', { name: 'English' }).click();
    await expect_accessible(home, 'home, English, somebody on the way');
  });

  test('is pressed again at home, which the desk is shown', async () => {
    await home.getByRole('button', { name: 'SOS: press again' }).click();
    await desk.locator('article').getByText(/again/i).first().waitFor();
  });

  test('tells home and family when she is there', async () => {
    await worker.getByRole('button', { name: 'I am there' }).click();
    await hears(home, new RegExp(`^${name} has arrived$`));
    await family.getByRole('heading', { level: 1, name: /Help is with/ }).waitFor();
  });

  test('is photographed, and looked at by the desk when it wants to', async () => {
    const picture = { name: 'kitchen.png', mimeType: 'image/png', buffer: await worker.screenshot() };
    await worker.locator('input[type=file]').setInputFiles(picture);
    await worker.getByText('1 photograph is at the desk').waitFor();
    await desk.locator('article').getByRole('button', { name: '1 photograph' }).waitFor();
    await desk.keyboard.press('p');
    await desk.getByText(new RegExp(`^${name}, \\d\\d:\\d\\d$`)).waitFor();
    const shown = desk.getByRole('img', { name: 'Photograph 1' });
    await shown.waitFor();
    await expect.poll(() => shown.evaluate((img) => (img as HTMLImageElement).naturalWidth)).toBeGreaterThan(300);
    await expect_accessible(desk, 'photographs of a visit');
    await desk.keyboard.press('Escape');
    await desk.locator('dialog').waitFor({ state: 'detached' });
  });

  test('ends with her report, which the desk closes', async () => {
    await worker.getByRole('button', { name: 'Finish…' }).click();
    await worker.getByLabel('Helped').check();
    await worker.getByLabel(/Note/).fill('Slipped, not hurt.');
    await worker.getByRole('button', { name: 'Finish', exact: true }).click();
    await desk.locator('article').getByText('Slipped, not hurt.').waitFor();
    await desk.keyboard.press('c');
    await desk.getByRole('button', { name: 'Close incident' }).click();
    await desk.locator('article').getByText('Closed', { exact: true }).first().waitFor();
    await desk.locator(`[data-incident="${incident.id}"]`).filter({ hasText: 'Closed' }).waitFor();
  });

  test('leaves the home told, the phone free and the family quiet, with the story told', async () => {
    await hears(home, /^closed: this call has ended$/);
    await worker.getByText('Nothing to do right now.').waitFor();
    await family.getByRole('heading', { level: 1, name: /All is well/ }).waitFor();
    await family.getByText('Help was given.').waitFor();
    await Promise.all([home, family, worker].map((page) => page.context().close()));
  });
});

describe('another press', () => {
  let device: Device;
  let incident: { id: string; resident: string };

  test('is offered at once, fills the best one’s phone, and is hers when she accepts', async () => {
    device = await quiet_device(5);
    incident = await incident_of(desk, press(device));
    await choose(desk, incident.id);
    const name = await asked_one(desk);
    const worker = await signed_in(browser, phone, worker_account(name));
    await worker.getByRole('heading', { name: 'Can you go?' }).waitFor();
    await worker
      .getByRole('timer')
      .locator('span')
      .filter({ hasText: /^[1-9]\d*$/ })
      .waitFor();
    await worker.getByRole('button', { name: 'Accept' }).click();
    await worker.getByRole('button', { name: 'Set out' }).waitFor();
    await desk.locator('article .coming').getByText(name).waitFor();
  });

  test('joins the first and jumps out at the dispatcher', async () => {
    await desk.keyboard.press('j');
    await desk.keyboard.press('k');
    const other = await incident_of(desk, press(await quiet_device(6)));
    await choose(desk, other.id);
    press(device);
    const card = `[data-incident="${incident.id}"]`;
    await desk.locator(`${card}.fresh`).filter({ hasText: 'Pressed again ×1' }).waitFor();
    await desk.locator(`li:first-child ${card}`).waitFor();
    await choose(desk, incident.id);
    await desk.locator(`${card}:not(.fresh)`).waitFor();
  });

  test('is cancelled only with a reason, and can be opened again', async () => {
    await desk.keyboard.press('x');
    const send = desk.getByRole('button', { name: 'Cancel incident' });
    expect(await send.isDisabled()).toBe(true);
    await desk.getByLabel('Reason').fill('Her daughter is there.');
    await send.click();
    await desk.locator('article').getByText('Her daughter is there.').waitFor();
    await desk.keyboard.press('r');
    await desk.locator('article').getByText('Reopened', { exact: false }).first().waitFor();
  });
});

test('a test is marked as one, and nobody is offered for it', async () => {
  const incident = await incident_of(desk, press(await quiet_device(8), { test: true }));
  await choose(desk, incident.id);
  await desk.locator('article').getByText('TEST', { exact: true }).waitFor();
  expect(
    await desk
      .locator('aside')
      .getByRole('button', { name: /Assign/ })
      .count(),
  ).toBe(0);
});

test('a call is written down with one key', async () => {
  const incident = await incident_of(desk, press(await quiet_device(9), { kind: 'service' }));
  await choose(desk, incident.id);
  await desk.locator('a[href^="tel:"]').first().waitFor();
  await desk.keyboard.press('u');
  await desk.getByText(`Call: ${incident.resident} did not answer`).waitFor();
  await desk.keyboard.press('t');
  await desk.getByRole('dialog').locator('textarea').fill('Wants milk.');
  await desk.keyboard.press('Enter');
  await desk.getByText(`Call: reached ${incident.resident}`).waitFor();
  await desk.getByText('Wants milk.').waitFor();
  await desk.locator('a[href^="sip:"]').waitFor();
});

test('the plan ticks itself by what happens, by one key for the rest, and at every desk', async () => {
  const other = await signed_in(browser, desk_screen, account('dispatcher', 1), '中文');
  const incident = await incident_of(desk, press(await quiet_device(9)));
  await choose(desk, incident.id);
  await choose(other, incident.id);
  const plan = desk.getByRole('region', { name: 'Plan' });
  await plan.getByText('0 of 8 done').waitFor();
  await desk.keyboard.press('a');
  await plan.getByText('1 of 8 done').waitFor();
  await desk.keyboard.press('d');
  await plan.getByText('2 of 8 done').waitFor();
  await other.getByText('已完成2/8步').waitFor();
  await desk.getByRole('button', { name: /Undo/ }).waitFor();
  await desk.keyboard.press('z');
  await other.getByText('已完成1/8步').waitFor();
  await other.context().close();
});

test('a closed incident is open again by one key', async () => {
  const incident = await incident_of(desk, press(await quiet_device(9)));
  await choose(desk, incident.id);
  await desk.keyboard.press('c');
  await desk.getByLabel('False alarm').check();
  await desk.getByRole('button', { name: 'Close incident' }).click();
  await desk.locator('article').getByText('Closed', { exact: true }).first().waitFor();
  await desk.getByRole('button', { name: /Undo/ }).waitFor();
  await desk.keyboard.press('z');
  await desk.locator('article').getByText('Reopened').waitFor();
});

test('the desk sounds until somebody has taken an emergency', async () => {
  const page = await signed_in(browser, desk_screen, account('dispatcher'));
  const incident = await incident_of(page, press(await quiet_device(14)));
  await choose(page, incident.id);
  // The click has given the page its voice.
  await page.locator('.sound.on').waitFor();
  await page.locator('[data-ringing="grave"]').waitFor();
  await page.keyboard.press('b');
  await page.locator('.sound.off').waitFor();
  await page.keyboard.press('b');
  await page.locator('.sound.on').waitFor();
  await page.context().close();
});

test('the map stands in a window of its own and points at what the desk has chosen', async () => {
  const incident = await incident_of(desk, press(await quiet_device(14)));
  await choose(desk, incident.id);
  const [map] = await Promise.all([desk.waitForEvent('popup'), desk.keyboard.press('m')]);
  await map.locator('g.home').first().waitFor();
  const other = await incident_of(desk, press(await quiet_device(7)));
  await choose(desk, other.id);
  await map.locator('.home.chosen title', { hasText: other.resident }).waitFor({ state: 'attached' });
  await expect_accessible(map, 'the map alone');
  await map.close();
});

test('of two desks at one incident each sees what the other does, and the one who comes too late is told', async () => {
  const [other_account, mine] = [account('dispatcher', 1), account('dispatcher')];
  const other = await signed_in(browser, desk_screen, other_account);
  const incident = await incident_of(desk, press(await quiet_device(6)));
  await choose(desk, incident.id);
  await choose(other, incident.id);
  await desk.keyboard.press('a');
  await other.locator('article').getByText(`with ${mine.name}`).waitFor();
  await other.locator(`[data-incident="${incident.id}"]`).getByText(mine.name).waitFor();

  // Her key is on its way while the incident ends at the other desk.
  let go_on = (): void => undefined;
  const ended = new Promise<void>((done) => (go_on = done));
  await other.route('**/commands', async (route) => {
    await ended;
    return route.continue();
  });
  await other.keyboard.press('e');
  await desk.keyboard.press('c');
  await desk.getByLabel('False alarm').check();
  await desk.getByRole('button', { name: 'Close incident' }).click();
  await desk.locator('article').getByText('Closed', { exact: true }).first().waitFor();
  go_on();
  await other.locator('.notice .grave').waitFor();
  await other.locator('article').getByText('Closed', { exact: true }).first().waitFor();
  await other.context().close();
});
