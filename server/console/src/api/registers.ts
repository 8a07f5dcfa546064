// The registers a page reads to draw the town: districts and care workers.
import { call } from './call.ts';
import type { District, Page, Worker } from './shapes.ts';

export function districts(): Promise<District[]> {
  return everything<District>('/districts');
}

export function workers(): Promise<Worker[]> {
  return everything<Worker>('/workers');
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
