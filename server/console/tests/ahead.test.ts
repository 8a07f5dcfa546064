// What an opening script asks ahead is what the page then asks for: each is asked once.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { register_page } from '../src/api/administration.ts';
import { ask_ahead } from '../src/api/ahead.ts';
import { districts_path, first_residents_path, most_urgent_path, session_path } from '../src/api/first_paths.ts';
import { most_urgent } from '../src/api/incidents.ts';
import { districts } from '../src/api/registers.ts';
import { who_am_i } from '../src/api/session.ts';

const asked: string[] = [];
let line_is_away = false;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
  asked.length = 0;
  line_is_away = false;
  vi.stubGlobal('fetch', (path: string) => {
    asked.push(path);
    if (line_is_away) return Promise.reject(new TypeError('no line'));
    return Promise.resolve(new Response('{"items":[],"next":null,"csrf":"c","user":{"name":"Li"}}'));
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('every path that is asked ahead is one that the page asks for', async () => {
  ask_ahead([session_path, most_urgent_path, districts_path, first_residents_path]);
  expect((await who_am_i())?.name).toBe('Li');
  expect(await most_urgent()).toEqual([]);
  expect(await districts()).toEqual([]);
  expect((await register_page('residents', null, false)).items).toEqual([]);
  expect(asked.length).toBe(4);
});

test('an answer is taken once; then the server is asked again', async () => {
  ask_ahead([most_urgent_path]);
  await most_urgent();
  await most_urgent();
  expect(asked.length).toBe(2);
});

test('an answer that has become old is not taken', async () => {
  ask_ahead([most_urgent_path]);
  vi.advanceTimersByTime(10_001);
  await most_urgent();
  expect(asked.length).toBe(2);
});

test('a line that was away is told to whoever takes the answer, and asked anew afterwards', async () => {
  line_is_away = true;
  ask_ahead([most_urgent_path]);
  await expect(most_urgent()).rejects.toThrow('no line');
  line_is_away = false;
  expect(await most_urgent()).toEqual([]);
});
