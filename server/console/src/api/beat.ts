// What makes the live line look at itself, twice a second: the page's own timer, or, for a page that must stay awake
// in the background, a worker's.
import { beat_every_ms } from './beat_pace.ts';

/** Calls until the returned function is called. */
export type Beat = (look: () => void) => () => void;

export const own_beat: Beat = (look) => {
  const timer = setInterval(look, beat_every_ms);
  return () => clearInterval(timer);
};

export const wakeful_beat: Beat = (look) => {
  const worker = new Worker(new URL('./beat_worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', look);
  // A browser that has no workers for us still has its timer.
  let stop_own: (() => void) | null = null;
  worker.addEventListener('error', () => (stop_own ??= own_beat(look)));
  return () => {
    worker.terminate();
    stop_own?.();
  };
};
