// Debian's Chromium, and the people who sit in front of it. Each page has its own browser profile.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { town, type Account } from './town.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** All that browsers complained of since the last look: script errors, refused content, answers of 5xx. */
const complaints: string[] = [];

export function open_browser(): Promise<Browser> {
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', ...quiet];
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  return chromium.launch({ executablePath, args, timeout: 120_000 });
}

export const desk_screen: BrowserContextOptions = { viewport: { width: 1440, height: 900 } };
export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
  permissions: ['geolocation'],
  geolocation: { latitude: 22.6131, longitude: 113.1908, accuracy: 12 },
};

export async function open_page(browser: Browser, options: BrowserContextOptions): Promise<Page> {
  const site = options.baseURL ?? town.address();
  const context = await browser.newContext({
    baseURL: site,
    locale: 'en-GB',
    timezoneId: 'Asia/Shanghai',
    ...options,
  });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(`script: ${error.message}`));
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) complaints.push(`policy: ${message.text()}`);
  });
  page.on('request', (request) => {
    if (![site, `blob:${site}`, 'data:'].some((own) => request.url().startsWith(own))) {
      complaints.push(`left the site: ${request.url()}`);
    }
  });
  page.on('response', (response) => {
    if (response.status() >= 500) complaints.push(`${response.status()}: ${response.url()}`);
  });
  return page;
}

export type LanguageName = 'English' | '中文';

/** Through the door, as a person would, choosing the language there. Ends on the page of her role. */
export async function sign_in(page: Page, who: Account, language: LanguageName = 'English'): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: language }).click();
  await page.locator('input[name=username]').fill(who.username);
  await page.locator('input[name=password]').fill(who.password);
  await page.locator('form button').click();
  await page.waitForURL(/\/(desk|field|family|admin)\/$/);
}

export async function signed_in(
  browser: Browser,
  options: BrowserContextOptions,
  who: Account,
  language: LanguageName = 'English',
): Promise<Page> {
  const page = await open_page(browser, options);
  await sign_in(page, who, language);
  return page;
}

export function expect_no_complaints(): void {
  expect(complaints.splice(0)).toEqual([]);
}

interface Violation {
  id: string;
  impact?: string | null;
  nodes: { target: unknown[] }[];
}

declare const window: Window & { axe: { run(options: unknown): Promise<{ violations: Violation[] }> } };

/** The page as it is now, by day and by night. */
export async function expect_accessible_day_and_night(page: Page, what: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expect_accessible(page, `${what}, ${colorScheme}`);
  }
}

/** Nothing is cut off at the sides: a page is read by scrolling down only. */
export async function expect_no_sideways_scroll(page: Page, what: string): Promise<void> {
  const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(wide, what).toBeLessThanOrEqual(room ?? 0);
}

/** The page as it is now against WCAG 2.2 AA and axe's own good practice. */
export async function expect_accessible(page: Page, what: string): Promise<void> {
  // It stays in the page until that is left.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const options = {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    // Every rule looks at everything; only what it found good is not written down element by element, which takes
    // longer than the looking.
    resultTypes: ['violations'],
  };
  const violations = await page.evaluate(async (how) => (await window.axe.run(how)).violations, options);
  const said = violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(' | ')}`);
  expect(said, what).toEqual([]);
}
