// The field app's state: duty, the round, and what still has to reach the server. One for the page.
import { Refused, Unreachable } from '../api/call.ts';
import { am_i_on_duty, set_duty } from '../api/field.ts';
import { command, incident_of } from '../api/incidents.ts';
import { add_photo } from '../api/photos.ts';
import { follow, type Line, type LiveEvent, type Snapshot } from '../api/live.ts';
import type { Command, Incident, IncidentState, Instant, User } from '../api/shapes.ts';
import { now, set_by_server } from '../look/now.svelte.ts';
import { who_am_i } from '../api/session.ts';
import { open_asks, write_help, type Help } from '../model/asked_help.ts';
import { entered_at, read_entered, write_entered } from '../model/entered.ts';
import { keep, kept } from '../model/kept.ts';
import { photos_in, write_photo } from '../model/photo_note.ts';
import { is_late_deed, write_late } from '../model/true_time.ts';
import { is_ended, is_held } from '../model/urgency.ts';
import { failure_words } from '../parts/failure.ts';
import { door } from '../parts/paths.ts';
import { remember_user } from '../parts/remembered.ts';
import {
  drop_all_of,
  drop_one,
  mark_told,
  pause_ms,
  photo_of,
  put,
  read,
  settled,
  wished_state,
  write,
} from './outbox.ts';
import type { Outbox, Unsent } from './outbox.ts';
import { drop_photo, keep_photo, photo_kept } from './kept_photos.ts';
import { read_round, write_round } from './kept_round.ts';
import { Position } from './position.svelte.ts';
import { small_jpeg } from './small_jpeg.ts';
import { begin, drop_offer, empty_round, take_incident, take_offer, type Round } from './round.ts';
import { words } from './words.ts';

export class Field {
  #round = $state.raw<Round>(empty_round);
  outbox = $state.raw<Outbox>([]);
  /** Null until the server has said it. */
  on_duty = $state<boolean | null>(null);
  line = $state<Line>('connecting');
  heard_at = $state<number | null>(null);
  database_away = $state(false);
  /** The sending of the first of the outbox has failed at least once. */
  stuck = $state(false);
  notice = $state.raw<(() => string) | null>(null);
  readonly position = new Position();
  readonly me: string;
  readonly #outbox_key: string;
  readonly #round_key: string;
  #sending = false;
  #tries = 0;

  constructor(user: User) {
    this.me = user.person ?? '';
    // A phone is shared between shifts: one worker's actions are never sent in another's name.
    this.#outbox_key = `field.outbox.${this.me}`;
    this.outbox = read(kept(this.#outbox_key));
    this.#round_key = `field.round.${this.me}`;
    const before = read_round(kept(this.#round_key), now());
    if (before !== null) {
      this.#round = { offers: [], held: before.held };
      this.heard_at = before.at;
    }
  }

  get round(): Round {
    return this.#round;
  }

  // What she holds is kept on the telephone for as long as she holds it: a stairway may have no line.
  set round(next: Round) {
    this.#round = next;
    keep(this.#round_key, next.held.length === 0 ? null : write_round(next.held, now()));
  }

  start(): () => void {
    const leave = follow({
      on_event: (event) => this.#hear(event),
      on_line: (line) => {
        this.line = line;
        if (line === 'ended') {
          remember_user(null);
          location.replace(door(true));
        }
        if (line === 'live') this.#send_now();
      },
    });
    this.#send_now();
    return () => {
      leave();
      this.position.stop();
    };
  }

  async duty(on: boolean): Promise<void> {
    try {
      await set_duty(on);
      this.#set_duty(on);
      this.notice = null;
    } catch (reason) {
      this.notice = () => failure_words(reason);
    }
  }

  /** Keeps the wish and sends it as soon as there is a line. */
  wish(incident: string, order: Command): void {
    this.notice = null;
    this.#keep(put(this.outbox, { incident, order, at: now() }));
    this.#send_now();
  }

  /** A step that is wished, and not yet answered. */
  pending(incident: string): boolean {
    return this.outbox.some((one) => one.incident === incident && one.order.do !== 'note');
  }

  /** Where she stands with it: without a line her own taps count, so that the next step is under the thumb. */
  state_of(incident: Incident): IncidentState {
    return this.stuck ? wished_state(this.outbox, incident) : incident.state;
  }

  /** Nothing can be tapped: a step is being sent, or the last one waits for the line. */
  is_busy(incident: Incident): boolean {
    if (!this.stuck) return this.pending(incident.id);
    const last = this.outbox.filter((one) => one.incident === incident.id && one.order.do !== 'note').at(-1);
    return last !== undefined && last.order.do !== 'depart' && last.order.do !== 'arrive';
  }

  enter(incident: Incident): void {
    if (this.entered(incident) === null) this.wish(incident.id, { do: 'note', text: write_entered(now()) });
  }

  /** When she got in, as the server or the outbox knows. */
  entered(incident: Incident): Instant | null {
    const unsent = this.outbox.find(
      ({ incident: id, order }) => id === incident.id && order.do === 'note' && read_entered(order.text) !== null,
    );
    return unsent === undefined ? entered_at(incident.history ?? []) : new Date(unsent.at).toISOString();
  }

  ask_for(incident: string, help: Help): void {
    this.wish(incident, { do: 'note', text: write_help(help, false) });
  }

  /** Asked for, here or at the server, and not yet answered by the desk. */
  has_asked(incident: Incident, help: Help): boolean {
    const unsent = this.outbox.some(
      (one) => one.incident === incident.id && one.order.do === 'note' && one.order.text === write_help(help, false),
    );
    return unsent || open_asks(incident.history ?? []).some((one) => one.help === help);
  }

  /** Keeps a photograph and sends it when its turn comes. */
  async take_photo(incident: string, file: Blob): Promise<void> {
    try {
      const jpeg = await small_jpeg(file);
      const id = `ph-${crypto.randomUUID()}`;
      keep_photo(id, jpeg);
      this.wish(incident, { do: 'note', text: write_photo(id) });
    } catch {
      this.notice = () => words().photo.failed;
    }
  }

  photos_sent(incident: Incident): number {
    return photos_in(incident.history ?? []).length;
  }

  photos_waiting(incident: string): number {
    return this.outbox.filter((one) => one.incident === incident && photo_of(one) !== null).length;
  }

  #set_duty(on: boolean): void {
    this.on_duty = on;
    if (on) this.position.start();
    else this.position.stop();
  }

  #hear(event: LiveEvent): void {
    this.heard_at = now();
    switch (event.name) {
      case 'snapshot':
        return this.#begin(event.data);
      case 'offer':
        this.round = take_offer(this.round, event.data);
        if (typeof navigator.vibrate === 'function') navigator.vibrate([300, 150, 300]);
        return;
      case 'withdrawn':
        return this.#lose(event.data.incident);
      case 'incident':
        return this.#take(event.data);
      case 'tick':
        this.database_away = event.data.database === 'away';
        if (event.data.at !== undefined) set_by_server(event.data.at);
        return;
      case 'resident':
        return;
    }
  }

  #begin(snapshot: Snapshot): void {
    this.database_away = snapshot.database === 'away';
    const known = this.round.held;
    this.round = begin(snapshot, this.me, this.round);
    void this.#read_duty();
    const lost = known.some((old) => !this.round.held.some((incident) => incident.id === old.id));
    if (lost && this.outbox.length === 0) this.notice = () => words().taken.released;
    for (const incident of this.round.held) void this.#read(incident.id);
  }

  #lose(id: string): void {
    const held = this.round.held.some((incident) => incident.id === id);
    this.round = { ...drop_offer(this.round, id), held: this.round.held.filter((incident) => incident.id !== id) };
    if (held && !this.pending(id)) this.notice = () => words().taken.released;
  }

  #take(incident: Incident): void {
    this.round = take_incident(this.round, incident, this.me);
    // The line brings the incident without the record; the address comes with the whole.
    if (is_held(incident.state) && incident.worker?.id === this.me && incident.resident?.address === undefined) {
      void this.#read(incident.id);
    }
  }

  async #read_duty(): Promise<void> {
    try {
      this.#set_duty(await am_i_on_duty());
    } catch {
      // Not known: the page says neither. The next snapshot asks again.
    }
  }

  async #read(id: string): Promise<void> {
    try {
      this.round = take_incident(this.round, await incident_of(id), this.me);
    } catch {
      // Read again with the next word about it, or with the next snapshot.
    }
  }

  #keep(outbox: Outbox): void {
    const still = new Set(outbox.map(photo_of));
    for (const id of this.outbox.map(photo_of)) if (id !== null && !still.has(id)) drop_photo(id);
    this.outbox = outbox;
    keep(this.#outbox_key, outbox.length === 0 ? null : write(outbox));
  }

  #send_now(): void {
    this.#tries = 0;
    void this.#send();
  }

  async #send(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    try {
      for (let first = this.outbox[0]; first !== undefined; first = this.outbox[0]) {
        if (!(await this.#send_one(first))) {
          this.#tries += 1;
          this.stuck = true;
          setTimeout(() => void this.#send(), pause_ms(this.#tries));
          return;
        }
        this.#tries = 0;
        this.stuck = false;
      }
    } finally {
      this.#sending = false;
    }
  }

  // False: no answer, to be tried again.
  async #send_one(unsent: Unsent): Promise<boolean> {
    try {
      if (unsent.time_told !== true && is_late_deed(unsent.order.do, unsent.at, now())) {
        await command(unsent.incident, { do: 'note', text: write_late(unsent.order.do, unsent.at) });
        this.#keep(mark_told(this.outbox, unsent));
      }
      await this.#send_photo(unsent);
      const incident = await command(unsent.incident, unsent.order);
      this.#keep(drop_one(this.outbox, unsent));
      this.#take(incident);
      return true;
    } catch (reason) {
      if (reason instanceof Unreachable || is_for_later(reason)) return false;
      this.#refused(unsent, reason);
      return true;
    }
  }

  // The picture first: the note says that it is there.
  async #send_photo(unsent: Unsent): Promise<void> {
    const id = photo_of(unsent);
    const jpeg = id === null ? null : photo_kept(id);
    if (id !== null && jpeg !== null) await add_photo(unsent.incident, id, unsent.at, jpeg);
  }

  #refused(unsent: Unsent, reason: unknown): void {
    const present = reason instanceof Refused ? reason.incident : null;
    if (settled(unsent.order, present, this.me)) {
      this.#keep(drop_one(this.outbox, unsent));
    } else if (photo_of(unsent) !== null && reason instanceof Refused && reason.status === 422) {
      this.#keep(drop_one(this.outbox, unsent));
      this.notice = () => words().photo.refused;
      return;
    } else {
      this.#keep(drop_all_of(this.outbox, unsent.incident));
      this.notice = refusal_words(reason, present, this.me);
    }
    if (present === null) this.round = drop_offer(this.round, unsent.incident);
    else this.#take(present);
  }
}

// Not an answer to the wish itself: the session is over (the wish waits for her to sign in again), or the server is
// busy or without its database.
function is_for_later(reason: unknown): boolean {
  if (!(reason instanceof Refused)) return false;
  if (reason.status === 401) location.replace(door(true));
  // The page has opened without a line and does not know its session yet.
  if (reason.code === 'csrf') {
    void who_am_i().catch(() => undefined);
    return true;
  }
  return reason.status === 401 || reason.status === 429 || reason.status >= 500;
}

function refusal_words(reason: unknown, present: Incident | null, me: string): () => string {
  if (present !== null && is_ended(present.state)) return () => words().taken.over;
  if (present !== null && is_held(present.state) && present.worker?.id !== me) return () => words().taken.by_other;
  if (reason instanceof Refused && reason.code === 'not_offered_to_you') return () => words().taken.gone;
  return () => failure_words(reason);
}
