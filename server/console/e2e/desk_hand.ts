// What a dispatcher does at the desk, for the stories.
import type { Locator, Page } from 'playwright-core';

/** The card of an alarm's home in the queue. */
export function card_of(desk: Page, resident: string): Locator {
  return desk.locator('[data-incident]').filter({ hasText: resident });
}

/** Chooses the first card of a home. */
export async function open_card(desk: Page, resident: string): Promise<void> {
  await card_of(desk, resident).first().click();
  await desk.locator('article h1').filter({ hasText: resident }).waitFor();
}

export interface Seen {
  id: string;
  resident: string;
}

/** Waits for the incident of an alarm. */
export async function incident_of(desk: Page, alarm: string): Promise<Seen> {
  for (const started = Date.now(); Date.now() - started < 60_000;) {
    const seen = await desk.evaluate(look_up, alarm);
    if (seen !== null) return seen;
    await desk.waitForTimeout(50);
  }
  throw new Error(`no incident for ${alarm}`);
}

// Runs in the desk's page, with its sign-in.
async function look_up(alarm: string): Promise<Seen | null> {
  const since = new Date(Date.now() - 600_000).toISOString();
  const answer = await fetch(`/api/v1/alarms?since=${since}&limit=500`);
  const alarms = (await answer.json()) as { items: { alarm: string; incident: string | null }[] };
  const id = alarms.items.find((one) => one.alarm === alarm)?.incident ?? null;
  if (id === null) return null;
  const incident = (await (await fetch(`/api/v1/incidents/${id}`)).json()) as { resident: { name: string } | null };
  return { id, resident: incident.resident?.name ?? '' };
}

/** Closes whatever an earlier story has left open at a resident's home. */
export async function clear_home(desk: Page, resident: string): Promise<void> {
  await desk.evaluate(async (wanted) => {
    const session = (await (await fetch('/api/v1/session')).json()) as { csrf: string };
    const answer = await fetch(`/api/v1/incidents?state=open&resident=${wanted}&limit=500`);
    for (const incident of ((await answer.json()) as { items: { id: string }[] }).items) {
      await fetch(`/api/v1/incidents/${incident.id}/commands`, {
        method: 'POST',
        headers: { 'X-CSRF-Token': session.csrf, 'Content-Type': 'application/json' },
        body: JSON.stringify({ do: 'close', outcome: 'other', note: 'cleared for a test' }),
      });
    }
  }, resident);
}

export async function choose(desk: Page, incident: string): Promise<void> {
  await desk.locator(`[data-incident="${incident}"]`).click();
  await desk.locator(`[data-chosen="${incident}"]`).waitFor();
}

/** The names of those who can go, best first. */
export async function able(desk: Page): Promise<string[]> {
  const names = desk.locator('label:has(input[name=candidate]) .name');
  await names.first().waitFor();
  return (await names.allTextContents()).map(first_word);
}

/** The name of whoever is being asked right now. */
export async function asked_one(desk: Page): Promise<string> {
  const asked = desk.locator('label:has(.tag.asked) .name').first();
  await asked.waitFor();
  return first_word((await asked.textContent()) ?? '');
}

// The marks stand behind the name.
function first_word(text: string): string {
  return text.trim().split(/\s+/)[0] ?? '';
}
