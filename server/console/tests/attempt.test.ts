// Work that may fail: what its page sees of it before, during and after.
import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import { Unreachable } from '../src/api/call.ts';
import { Attempt } from '../src/parts/attempt.svelte.ts';
import FailureNote from '../src/parts/failure_note.svelte';

const seen_of = ({ busy, failed }: Attempt): { busy: boolean; failed: unknown } => ({ busy, failed });

test('it is busy from the call until the work is done, and the work begins at once', async () => {
  const attempt = new Attempt();
  expect(seen_of(attempt)).toEqual({ busy: false, failed: null });
  let during: unknown;
  let finish = (): void => undefined;
  const running = attempt.run(() => {
    during = seen_of(attempt);
    return new Promise<void>((done) => (finish = done));
  });
  expect(during).toEqual({ busy: true, failed: null });
  await Promise.resolve();
  expect(attempt.busy).toBe(true);
  finish();
  await running;
  expect(seen_of(attempt)).toEqual({ busy: false, failed: null });
});

test('it never rejects: the reason is kept, as it was thrown, until the next work begins', async () => {
  const attempt = new Attempt();
  const reason = new Error('no');
  await attempt.run(() => Promise.reject(reason));
  expect(attempt.busy).toBe(false);
  expect(attempt.failed).toBe(reason);
  const next = attempt.run(() => Promise.resolve());
  expect(seen_of(attempt)).toEqual({ busy: true, failed: null });
  await next;
  expect(seen_of(attempt)).toEqual({ busy: false, failed: null });
});

test('work that throws before it waits fails as well', async () => {
  const attempt = new Attempt();
  const reason = new Error('no');
  await attempt.run(() => {
    throw reason;
  });
  expect(seen_of(attempt)).toEqual({ busy: false, failed: reason });
});

test('what belongs after the work comes once that has succeeded, while it is still busy', async () => {
  const order: string[] = [];
  const attempt = new Attempt(() => {
    order.push(attempt.busy ? 'after, busy' : 'after');
    return Promise.resolve();
  });
  await attempt.run(async () => {
    await Promise.resolve();
    order.push('work');
  });
  expect(order).toEqual(['work', 'after, busy']);
  await attempt.run(() => Promise.reject(new Error('no')));
  expect(order).toEqual(['work', 'after, busy']);
});

test('where what comes after fails, that is the reason', async () => {
  const reason = new Error('not read');
  const attempt = new Attempt(() => Promise.reject(reason));
  await attempt.run(() => Promise.resolve());
  expect(seen_of(attempt)).toEqual({ busy: false, failed: reason });
});

test('work begun while another runs is not held back, and the one that ends first ends being busy', async () => {
  const attempt = new Attempt();
  const began: string[] = [];
  const ends: ((reason: unknown) => void)[] = [];
  const work = (name: string) => (): Promise<void> => {
    began.push(name);
    return new Promise((_done, fail) => ends.push(fail));
  };
  const first = attempt.run(work('first'));
  const second = attempt.run(work('second'));
  expect(began).toEqual(['first', 'second']);
  ends[1]?.('second');
  await second;
  expect(seen_of(attempt)).toEqual({ busy: false, failed: 'second' });
  ends[0]?.('first');
  await first;
  expect(seen_of(attempt)).toEqual({ busy: false, failed: 'first' });
});

test('the place for the words is there before them', () => {
  const shown = (failed: unknown): string => render(FailureNote, { props: { failed } }).body;
  expect(shown(null)).toContain('<div role="alert">');
  expect(shown(null)).not.toContain('<p');
  expect(shown(new Unreachable())).toMatch(/<div role="alert">.*<p class="failed[^"]*">[^<]+<\/p>/);
});
