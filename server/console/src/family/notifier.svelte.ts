// Tells a relative on her telephone what she has chosen to be told, while the page is open, in front or behind.
import type { FamilyRecord } from '../api/shapes.ts';
import { keep, kept } from '../model/kept.ts';
import { read_choices, write_choices, type Choice } from './notices.ts';
import { words } from './words.ts';

const key = 'family.notices';

/** `unable`: this browser has no notices. `refused`: it was told to show none of ours. */
export type Standing = 'able' | 'refused' | 'unable';

export class Notifier {
  chosen = $state.raw<ReadonlySet<Choice>>(read_choices(kept(key)));
  standing = $state<Standing>(standing_now());

  /** Asks the browser's leave with the first choice. */
  async choose(choice: Choice, on: boolean): Promise<void> {
    const next = new Set(this.chosen);
    if (on) next.add(choice);
    else next.delete(choice);
    this.chosen = next;
    keep(key, next.size === 0 ? null : write_choices(next));
    if (on && this.standing === 'able' && Notification.permission === 'default') {
      await Notification.requestPermission();
      this.standing = standing_now();
    }
  }

  async tell(resident: FamilyRecord, news: readonly Choice[]): Promise<void> {
    if (this.standing !== 'able' || Notification.permission !== 'granted') return;
    for (const one of news.filter((choice) => this.chosen.has(choice))) {
      // It is over, and yet not well: the page's own sentence.
      const ill = one === 'over' && resident.status !== null && resident.status !== 'well';
      const said = ill ? words().status[resident.status ?? 'well'] : words().notices.said[one];
      await show(said(resident.name), resident.id);
    }
  }
}

function standing_now(): Standing {
  if (!('Notification' in globalThis) || !('serviceWorker' in navigator)) return 'unable';
  return Notification.permission === 'denied' ? 'refused' : 'able';
}

// A telephone's browser shows notices of a service worker only. One resident has one notice: the latest.
async function show(said: string, resident: string): Promise<void> {
  try {
    const worker = await navigator.serviceWorker.register('/family/worker.js', { scope: '/family/' });
    await ready(worker);
    await worker.showNotification(said, { tag: resident, icon: '/lamp-192.png', lang: document.documentElement.lang });
  } catch {
    // The page says it too.
  }
}

async function ready(worker: ServiceWorkerRegistration): Promise<void> {
  if (worker.active === null) await navigator.serviceWorker.ready;
}
