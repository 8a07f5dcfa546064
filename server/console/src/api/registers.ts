// The registers a page reads to draw the town: districts and care workers.
import { call } from './call.ts';
import type { District, Page, Worker } from './shapes.ts';

export function districts(): Promise<District[]> {
  return everything<District>('/districts');
}

export function workers(): Promise<Worker[]> {
  return everything<Worker>('/workers');
}

/** The number or SIP address under which a device can be spoken to; empty where the register has none. */
export async function call_back_of(device: string): Promise<string> {
  return (await call<{ call_back?: string }>('GET', `/devices/${encodeURIComponent(device)}`)).call_back ?? '';
}

async function everything<T>(path: string): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const at: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page: Page<T> = await call<Page<T>>('GET', `${path}?limit=500${at}`);
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return items;
}
