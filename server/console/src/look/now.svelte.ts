// The page's clock: the server's time, ticking once a second. Counting times read it and nothing else, so that a
// wrong clock on a desk does not make an alarm look younger than it is.

// A step smaller than this is network delay, not a wrong clock.
const step_min_ms = 400;

class Clock {
  now = $state(Date.now());
  offset_ms = 0;
}

const clock = new Clock();

/** Milliseconds UTC; reading it in a component makes that follow the seconds. */
export function now(): number {
  return clock.now;
}

/** The server said what time it is. */
export function set_by_server(at: string): void {
  const offset = Date.parse(at) - Date.now();
  if (!Number.isFinite(offset) || Math.abs(offset - clock.offset_ms) < step_min_ms) return;
  clock.offset_ms = offset;
  clock.now = Date.now() + offset;
}

/** Starts ticking, on the full second, for as long as the page lives. */
export function start_clock(): void {
  const tick = (): void => {
    clock.now = Date.now() + clock.offset_ms;
    setTimeout(tick, 1_000 - (clock.now % 1_000) + 5);
  };
  tick();
}
