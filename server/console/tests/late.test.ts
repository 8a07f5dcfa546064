// A late part of a page: asked for once, and again for as long as it does not arrive.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Late } from '../src/parts/late.svelte.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test('is there when it has been brought, and is brought once', async () => {
  const load = vi.fn(() => Promise.resolve('the map'));
  const map = new Late(load);
  expect(map.part).toBe(null);
  expect(load).not.toHaveBeenCalled();
  map.ask();
  map.ask();
  await vi.advanceTimersByTimeAsync(0);
  map.ask();
  expect(map.part).toBe('the map');
  expect(load).toHaveBeenCalledTimes(1);
});

test('says that it has not arrived, and comes when the line is back', async () => {
  const load = vi.fn(() => Promise.reject<string>(new TypeError('no line')));
  const map = new Late(load);
  map.ask();
  await vi.advanceTimersByTimeAsync(0);
  expect(map.failed).toBe(true);
  load.mockImplementation(() => Promise.resolve('the map'));
  await vi.advanceTimersToNextTimerAsync();
  expect(map.part).toBe('the map');
  expect(map.failed).toBe(false);
});
