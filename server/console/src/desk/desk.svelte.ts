// The desk's state: the picture the live line draws, what is chosen, and what was just answered. One for the page.
import { Refused } from '../api/call.ts';
import { wakeful_beat } from '../api/beat.ts';
import { candidates_for, command, incident_of, most_urgent } from '../api/incidents.ts';
import { follow, type Line, type LiveEvent } from '../api/live.ts';
import { call_back_of, districts, workers } from '../api/registers.ts';
import type { Candidate, Command, District, Incident, User, Worker } from '../api/shapes.ts';
import { now, set_by_server } from '../look/now.svelte.ts';
import { is_ended } from '../model/urgency.ts';
import { door } from '../parts/paths.ts';
import { failure_words } from '../parts/failure.ts';
import { speaking_device } from './calls.ts';
import { terms } from '../words/terms.ts';
import { begin, empty_picture, find, seen, take, type Picture } from './live_picture.ts';
import { words } from './words.ts';

/** Words are made when they are shown, so that they follow the language. */
export interface Notice {
  grave: boolean;
  words: () => string;
  /** Takes it back, where the world allows that. */
  undo: Command | null;
}

// Between a desk and its map: what is chosen, or the map's question. Two desks leave each other alone.
type Window = 'desk' | 'map';
type Said = { from: Window; chosen: string | null } | { asks: true };

// What rests on how things stand: it is not carried out on an incident that has become another meanwhile. Taking it,
// calling for more and writing down are right whatever has come.
const rests_on_state: ReadonlySet<Command['do']> = new Set(['assign', 'close', 'cancel', 'reopen']);
// Workers move without a word on this line; this old a map is young enough to choose by.
const workers_every_ms = 5_000;
// Somebody's way changes while the incident does not.
const candidates_every_ms = 15_000;
// Whoever moves on within this time is passing through the queue, and is not told of each incident she passes.
const rest_ms = 120;
// What becomes of a message is no change of its incident.
const messages_every_ms = 3_000;

export class Desk {
  picture = $state.raw<Picture>(empty_picture);
  line = $state<Line>('connecting');
  /** The live line has brought all that is open. Before that, the picture holds the most urgent at best. */
  whole = $state(false);
  heard_at = $state<number | null>(null);
  /** The server works from memory and its journal: what is decided is provisional. */
  database_away = $state(false);
  chosen_id = $state<string | null>(null);
  candidates = $state.raw<readonly Candidate[] | null>(null);
  /** The care worker that the keys offer to and assign. */
  candidate_id = $state<string | null>(null);
  workers = $state.raw<readonly Worker[]>([]);
  districts = $state.raw<readonly District[]>([]);
  /** The number of the chosen incident's device, of the register; empty until it is known, and where there is none. */
  call_back = $state('');
  notice = $state.raw<Notice | null>(null);
  busy = $state(false);
  /** The server says that nobody may act here before she has said who she is. */
  on_locked: () => void = () => undefined;
  readonly me: User;
  // The map in a window of its own and the desk point at the same incident.
  // What has been ordered and not answered, and the last of it.
  readonly #wishes = new Set<string>();
  #turn: Promise<unknown> = Promise.resolve();
  #chosen_at = -rest_ms;
  #reading: ReturnType<typeof setTimeout> | undefined;
  readonly #window: Window;
  readonly #windows = new BroadcastChannel('lamplight.desk');

  #chosen = $derived(this.chosen_id === null ? null : find(this.picture, this.chosen_id));

  constructor(me: User, window: Window = 'desk') {
    this.me = me;
    this.#window = window;
  }

  get chosen(): Incident | null {
    return this.#chosen;
  }

  get candidate(): Candidate | null {
    return this.candidates?.find((one) => one.worker.id === this.candidate_id) ?? null;
  }

  /** Follows the town until the returned function is called. */
  start(): () => void {
    const leave = follow(
      {
        on_event: (event) => this.#hear(event),
        on_line: (line) => {
          this.line = line;
          if (line === 'ended') location.replace(door(true));
        },
      },
      wakeful_beat,
    );
    this.#windows.onmessage = ({ data }: MessageEvent<Said>) => this.#hear_window(data);
    if (this.#window === 'map') this.#tell_windows({ asks: true });
    void this.#glance();
    void this.#read_districts();
    const workers_timer = setInterval(() => void this.#read_workers(), workers_every_ms);
    const candidates_timer = setInterval(() => void this.read_candidates(), candidates_every_ms);
    const messages_timer = setInterval(() => this.#follow_messages(), messages_every_ms);
    return () => {
      leave();
      clearTimeout(this.#reading);
      this.#windows.onmessage = null;
      clearInterval(workers_timer);
      clearInterval(candidates_timer);
      clearInterval(messages_timer);
    };
  }

  choose(id: string | null): void {
    this.#tell_windows({ from: this.#window, chosen: id });
    this.#point_at(id);
  }

  #tell_windows(said: Said): void {
    this.#windows.postMessage(said);
  }

  #hear_window(said: Said): void {
    if ('asks' in said) {
      if (this.#window === 'desk' && this.chosen_id !== null)
        this.#tell_windows({ from: 'desk', chosen: this.chosen_id });
    } else if (said.from !== this.#window) {
      this.#point_at(said.chosen);
    }
  }

  #point_at(id: string | null): void {
    if (id !== null) this.picture = seen(this.picture, id);
    if (id === this.chosen_id) return;
    this.chosen_id = id;
    this.candidates = null;
    this.candidate_id = null;
    this.call_back = '';
    const passing = performance.now() - this.#chosen_at < rest_ms;
    this.#chosen_at = performance.now();
    clearTimeout(this.#reading);
    if (passing) this.#reading = setTimeout(() => void this.#read_chosen(), rest_ms);
    else void this.#read_chosen();
  }

  /** The neighbour in the queue; from nowhere, its first. */
  step(by: 1 | -1): void {
    const open = this.picture.open;
    const at = open.findIndex((incident) => incident.id === this.chosen_id);
    const next = open[at === -1 ? 0 : Math.min(open.length - 1, Math.max(0, at + by))];
    if (next !== undefined) this.choose(next.id);
  }

  /**
   * True when the server has carried it out. Orders go one after the other, each for the incident that was chosen when
   * it was given: a key that is pressed before the last answer is there is not lost. The same order twice is one.
   */
  async order(order: Command, done: (() => string) | null = null, undo: Command | null = null): Promise<boolean> {
    const id = this.chosen_id;
    const wish = `${id} ${JSON.stringify(order)}`;
    if (id === null || this.#wishes.has(wish)) return false;
    this.#wishes.add(wish);
    this.busy = true;
    const turn = this.#turn.then(() => this.#carry_out(id, order, done, undo));
    this.#turn = turn;
    const carried_out = await turn;
    this.#wishes.delete(wish);
    this.busy = this.#wishes.size > 0;
    return carried_out;
  }

  async #carry_out(id: string, order: Command, done: (() => string) | null, undo: Command | null): Promise<boolean> {
    try {
      const seen = rests_on_state.has(order.do) ? find(this.picture, id)?.version : undefined;
      this.#take(await command(id, order, seen));
      this.notice = done === null ? null : { grave: false, words: done, undo };
      void this.read_candidates();
      return true;
    } catch (reason) {
      if (reason instanceof Refused && reason.incident !== null) this.#take(reason.incident);
      if (reason instanceof Refused && reason.status === 423) this.on_locked();
      this.notice = { grave: true, words: () => refused_words(reason), undo: null };
      return false;
    }
  }

  opened_by_hand(incident: Incident): void {
    this.#take(incident);
    this.choose(incident.id);
  }

  async read_candidates(): Promise<void> {
    const incident = this.chosen;
    if (incident === null || incident.test || is_ended(incident.state) || this.line === 'lost') return;
    const candidates = await quietly(candidates_for(incident.id));
    if (candidates === null || this.chosen_id !== incident.id) return;
    this.candidates = candidates;
    const able = candidates.filter((one) => one.why_not.length === 0 && one.worker.id !== incident.worker?.id);
    if (!able.some((one) => one.worker.id === this.candidate_id)) this.candidate_id = able[0]?.worker.id ?? null;
  }

  #hear(event: LiveEvent): void {
    this.heard_at = now();
    switch (event.name) {
      case 'snapshot':
        this.picture = begin(this.picture, event.data.incidents ?? []);
        this.database_away = event.data.database === 'away';
        this.whole = true;
        // What ended while the line was away is not in the snapshot: read it once more.
        void this.#read_chosen();
        void this.#read_workers();
        if (this.districts.length === 0) void this.#read_districts();
        return;
      case 'incident':
        this.#take(event.data);
        if (event.data.id === this.chosen_id) void this.read_candidates();
        return;
      case 'tick':
        if (event.data.at !== undefined) set_by_server(event.data.at);
        this.database_away = event.data.database === 'away';
        return;
      case 'offer':
      case 'withdrawn':
      case 'resident':
        return;
    }
  }

  // A snapshot of everything takes its time over a slow line; what is most urgent need not wait for it.
  async #glance(): Promise<void> {
    const incidents = await quietly(most_urgent());
    if (incidents !== null && !this.whole) this.picture = begin(this.picture, incidents);
  }

  #take(incident: Incident): void {
    this.picture = take(this.picture, incident);
  }

  async #read_chosen(): Promise<void> {
    const id = this.chosen_id;
    if (id === null) return;
    const incident = await quietly(incident_of(id));
    if (incident === null) return;
    this.#take(incident);
    void this.read_candidates();
    const device = speaking_device(incident);
    const call_back = device === null ? '' : ((await quietly(call_back_of(device))) ?? '');
    if (this.chosen_id === id) this.call_back = call_back;
  }

  #follow_messages(): void {
    if (this.line === 'live' && this.chosen?.messages?.some((one) => one.state === 'waiting') === true)
      void this.#read_chosen();
  }

  async #read_workers(): Promise<void> {
    if (this.line === 'live') this.workers = (await quietly(workers())) ?? this.workers;
  }

  async #read_districts(): Promise<void> {
    this.districts = (await quietly(districts())) ?? this.districts;
  }
}

// What was decided on an older picture is told with the present one.
function refused_words(reason: unknown): string {
  const present = reason instanceof Refused && reason.code === 'stale' ? reason.incident : null;
  if (present === null) return failure_words(reason);
  return words().stale(terms().state[present.state], present.worker?.name ?? '');
}

// What is read again by itself soon may fail without a word; the line says when the server is away.
async function quietly<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch {
    return null;
  }
}
