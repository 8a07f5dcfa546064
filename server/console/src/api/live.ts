// The live line: server-sent events of /live, watched. Used by each role's page for as long as it is open.
//
// The server speaks at least every 2 s (`tick`). A line that has been silent for longer than silence_max_ms is
// lost, whatever the browser believes, and is opened anew; a new line begins with a whole snapshot.
import { api_base } from './base.ts';
import { own_beat, type Beat } from './beat.ts';
import { beat_every_ms } from './beat_pace.ts';
import { Unreachable } from './call.ts';
import { who_am_i } from './session.ts';
import type { FamilyResident, Incident, Instant, OfferItem } from './shapes.ts';

export interface Snapshot {
  at?: Instant;
  database?: Database;
  incidents?: Incident[];
  offers?: OfferItem[];
  residents?: FamilyResident[];
}

/** `away`: what the server shows comes from its memory. */
export type Database = 'reachable' | 'away';

export type LiveEvent =
  | { name: 'snapshot'; data: Snapshot }
  | { name: 'incident'; data: Incident }
  | { name: 'offer'; data: OfferItem }
  | { name: 'withdrawn'; data: { incident: string; why: string } }
  | { name: 'resident'; data: FamilyResident }
  | { name: 'tick'; data: { at?: Instant; database?: Database } };

/** `ended`: the session is over, and no further attempt is made. */
export type Line = 'connecting' | 'live' | 'lost' | 'ended';

export interface Listener {
  on_event(event: LiveEvent): void;
  on_line(line: Line): void;
}

const silence_max_ms = 4_500;
// A line that stands may be bringing a large snapshot over a slow net, which is heard only when it is whole. Whoever
// hangs up on it too early hangs up for ever; so the patience doubles with each try.
const first_word_ms = 15_000;
const first_word_max_ms = 120_000;
const names = ['snapshot', 'incident', 'offer', 'withdrawn', 'resident', 'tick'] as const;

/** Follows until the returned function is called. */
export function follow(listener: Listener, beat: Beat = own_beat): () => void {
  let source: EventSource | null = null;
  let line: Line = 'connecting';
  let heard_at = Date.now();
  let opened_at = 0;
  let patience_ms = first_word_ms;

  const say = (next: Line): void => {
    if (next === line) return;
    line = next;
    listener.on_line(next);
  };

  const open = (): void => {
    source?.close();
    opened_at = Date.now();
    const opening = new EventSource(`${api_base}/live`);
    source = opening;
    for (const name of names) {
      opening.addEventListener(name, (message: MessageEvent<string>) => {
        heard_at = Date.now();
        if (name === 'snapshot') {
          patience_ms = first_word_ms;
          say('live');
        }
        listener.on_event({ name, data: JSON.parse(message.data) } as LiveEvent);
      });
    }
    opening.addEventListener('error', () => {
      opening.close();
      if (source === opening) source = null;
      void ask_whether_signed_in();
    });
  };

  const ask_whether_signed_in = async (): Promise<void> => {
    try {
      if ((await who_am_i()) === null) stop('ended');
    } catch (reason) {
      if (!(reason instanceof Unreachable)) throw reason;
    }
  };

  const watch = (): void => {
    const now = Date.now();
    const bringing = source?.readyState === EventSource.OPEN && heard_at <= opened_at;
    // The first snapshot of a page, while it is being brought, is no lost line: nothing was promised yet.
    if (now - heard_at > silence_max_ms && !(bringing && line === 'connecting')) say('lost');
    const silent = now - Math.max(heard_at, opened_at) > (bringing ? patience_ms : silence_max_ms);
    if (silent && bringing) patience_ms = Math.min(2 * patience_ms, first_word_max_ms);
    // A line that broke is tried again soon, but not in the same breath: the server may be starting.
    const broken = source === null && now - opened_at > 2 * beat_every_ms;
    if (silent || broken) open();
  };

  const stop = (last: Line): void => {
    stop_beat();
    removeEventListener('online', watch);
    document.removeEventListener('visibilitychange', watch);
    source?.close();
    source = null;
    say(last);
  };

  const stop_beat = beat(watch);
  addEventListener('online', watch);
  document.addEventListener('visibilitychange', watch);
  open();
  return () => stop('lost');
}
