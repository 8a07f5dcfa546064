// The live line's patience: when it says that it is cut off, and when it hangs up and tries again.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { follow, type Line } from '../src/api/live.ts';

// Stands in for the browser's, which does not exist here; the stories run the real one.
class Source extends EventTarget {
  static readonly OPEN = 1;
  static all: Source[] = [];
  readyState = 0;
  constructor() {
    super();
    Source.all.push(this);
  }
  close(): void {
    this.readyState = 2;
  }
  say(name: string): void {
    this.dispatchEvent(new MessageEvent(name, { data: '{}' }));
  }
}

const page = new EventTarget();
let lines: Line[] = [];
let leave: () => void = () => undefined;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', Source);
  vi.stubGlobal('document', page);
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
  Source.all = [];
  lines = [];
  leave = follow({ on_event: () => undefined, on_line: (line) => lines.push(line) });
});

afterEach(() => {
  leave();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('a line that has spoken and falls silent is lost within 5 s, and opened anew', () => {
  const first = Source.all[0] as Source;
  first.readyState = Source.OPEN;
  vi.advanceTimersByTime(100);
  first.say('snapshot');
  expect(lines).toEqual(['live']);
  vi.advanceTimersByTime(5_000);
  expect(lines).toEqual(['live', 'lost']);
  expect(Source.all.length).toBe(2);
});

test('a line that nobody answers is lost within 5 s, and tried again every few seconds', () => {
  vi.advanceTimersByTime(5_000);
  expect(lines).toEqual(['lost']);
  vi.advanceTimersByTime(10_000);
  expect(Source.all.length).toBeGreaterThanOrEqual(3);
});

test('a line that stands is given time for its snapshot, and more with each try', () => {
  (Source.all[0] as Source).readyState = Source.OPEN;
  vi.advanceTimersByTime(14_000);
  expect(lines).toEqual([]);
  expect(Source.all.length).toBe(1);
  vi.advanceTimersByTime(2_000);
  expect(lines).toEqual(['lost']);
  expect(Source.all.length).toBe(2);
  (Source.all[1] as Source).readyState = Source.OPEN;
  vi.advanceTimersByTime(28_000);
  expect(Source.all.length).toBe(2);
  (Source.all[1] as Source).say('snapshot');
  expect(lines).toEqual(['lost', 'live']);
});
