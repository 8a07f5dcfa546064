// What a care worker has decided and the server has not heard yet. Pure: field.svelte.ts sends and keeps it.
//
// Commands go one after the other, oldest first, and each is repeated until the server answers. A repeat may meet an
// incident that has already changed, by the first sending or by somebody else; `settled` tells the two apart.
// Photographs are heavy and can wait: they stand behind all that is a step.
import type { Command, Incident, IncidentState } from '../api/shapes.ts';
import { read_photo } from '../model/photo_note.ts';

export interface Unsent {
  incident: string;
  order: Command;
  /** When the thumb was on the button. */
  at: number;
  /** The server has been told that time, because it heard of the deed late. */
  time_told?: boolean;
}

export type Outbox = readonly Unsent[];

export function put(outbox: Outbox, unsent: Unsent): Outbox {
  // The same wish twice is one wish: a second tap while the first is on its way.
  if (outbox.some((one) => same_wish(one, unsent))) return outbox;
  const photos = photo_of(unsent) === null ? outbox.filter((one) => photo_of(one) !== null) : [];
  return [...outbox.filter((one) => !photos.includes(one)), unsent, ...photos];
}

function same_wish(a: Unsent, b: Unsent): boolean {
  if (a.incident !== b.incident) return false;
  return a.order.do === 'note' ? JSON.stringify(a.order) === JSON.stringify(b.order) : a.order.do === b.order.do;
}

/** The photograph that a wish brings; null for every other. */
export function photo_of({ order }: Unsent): string | null {
  return order.do === 'note' ? read_photo(order.text) : null;
}

export function mark_told(outbox: Outbox, told: Unsent): Outbox {
  return outbox.map((one) => (same_wish(one, told) ? { ...one, time_told: true } : one));
}

export function drop_one(outbox: Outbox, sent: Unsent): Outbox {
  return outbox.filter((one) => !same_wish(one, sent));
}

/** Nothing more is wanted of an incident that somebody else has now. */
export function drop_all_of(outbox: Outbox, incident: string): Outbox {
  return outbox.filter((one) => one.incident !== incident);
}

/** The pause before try number `tries` (1, 2, …) again: quick at first, never longer than 10 s. */
export function pause_ms(tries: number): number {
  return Math.min(10_000, 1_000 * 2 ** Math.min(tries - 1, 4));
}

/** After a refusal: is what was wanted true already, so that nothing is lost? */
export function settled(order: Command, present: Incident | null, me: string): boolean {
  if (present === null) return false;
  const mine = present.worker?.id === me;
  switch (order.do) {
    case 'accept':
      return mine;
    case 'decline':
      return !mine;
    case 'depart':
      return mine && (present.state === 'on_the_way' || present.state === 'arrived' || present.state === 'resolved');
    case 'arrive':
      return mine && (present.state === 'arrived' || present.state === 'resolved');
    case 'resolve':
      return present.state === 'resolved' || present.state === 'closed';
    default:
      return false;
  }
}

/** Where an incident stands once all that was tapped has been heard. */
export function wished_state(outbox: Outbox, incident: Incident): IncidentState {
  const after: Readonly<Record<string, IncidentState>> = {
    depart: 'on_the_way',
    arrive: 'arrived',
    resolve: 'resolved',
  };
  const own = outbox.filter((one) => one.incident === incident.id);
  return own.reduce((state, one) => after[one.order.do] ?? state, incident.state);
}

export function write(outbox: Outbox): string {
  return JSON.stringify(outbox);
}

/** What was kept by an earlier visit; anything unreadable is no outbox. */
export function read(text: string | null): Outbox {
  if (text === null) return [];
  try {
    const list = JSON.parse(text) as unknown;
    return Array.isArray(list)
      ? (list as Unsent[]).filter((one) => typeof one.incident === 'string' && one.order !== undefined)
      : [];
  } catch {
    return [];
  }
}
