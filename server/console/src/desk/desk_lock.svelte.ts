// A desk that nobody has touched for a while is locked: it goes on showing and sounding alarms, but whoever sits down
// must say who she is before she acts. The server keeps the lock; this watches the hands. Used by desk_page.svelte.
import { Refused, Unreachable } from '../api/call.ts';
import { is_locked, lock, unlock } from '../api/session.ts';

// Longer than a quiet spell beside the telephone, shorter than a meal.
const idle_max_ms = 15 * 60_000;
const look_every_ms = 10_000;

export class DeskLock {
  locked = $state(false);
  #touched_at = Date.now();

  /** Watches until the returned function is called. */
  start(): () => void {
    const touched = (): void => void (this.#touched_at = Date.now());
    const timer = setInterval(() => void this.#look(), look_every_ms);
    for (const name of ['keydown', 'pointerdown', 'pointermove', 'wheel']) addEventListener(name, touched);
    void this.#ask();
    return () => {
      clearInterval(timer);
      for (const name of ['keydown', 'pointerdown', 'pointermove', 'wheel']) removeEventListener(name, touched);
    };
  }

  /** A change was refused for it: it was locked from another window. */
  found_locked(): void {
    this.locked = true;
  }

  /** Null when the desk is open again; else why not. */
  async open(code: string): Promise<unknown> {
    try {
      await unlock(code);
      this.locked = false;
      this.#touched_at = Date.now();
      return null;
    } catch (reason) {
      return reason;
    }
  }

  async #ask(): Promise<void> {
    try {
      this.locked = await is_locked();
    } catch {
      // Not known: the first change will say so.
    }
  }

  async #look(): Promise<void> {
    if (this.locked || Date.now() - this.#touched_at < idle_max_ms) return;
    try {
      await lock();
      this.locked = true;
    } catch (reason) {
      // Without a line it is tried again; a server that knows no lock has none.
      if (!(reason instanceof Unreachable) && !(reason instanceof Refused)) throw reason;
    }
  }
}
