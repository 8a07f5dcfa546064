// A care worker's round: what she is asked and what she holds, and how each word of the live line changes it. Pure.
import type { Snapshot } from '../api/live.ts';
import type { Incident, OfferItem } from '../api/shapes.ts';
import { is_held } from '../model/urgency.ts';

export interface Round {
  /** Waiting for her answer, most urgent first. */
  offers: readonly OfferItem[];
  /** In her hands, most urgent first. */
  held: readonly Incident[];
}

export const empty_round: Round = { offers: [], held: [] };

export function begin(snapshot: Snapshot, me: string, before: Round = empty_round): Round {
  const held = (snapshot.incidents ?? [])
    .filter((incident) => is_hers(incident, me))
    .map((incident) => with_record(incident, before));
  return { offers: sorted(snapshot.offers ?? []), held: [...held].sort(urgent_first) };
}

export function take_offer(round: Round, offer: OfferItem): Round {
  return { ...round, offers: sorted([...round.offers.filter((one) => one.incident !== offer.incident), offer]) };
}

/** An incident as it is now. Once somebody has it, or it has ended, the question is over. */
export function take_incident(round: Round, incident: Incident, me: string): Round {
  const known = round.held.find((one) => one.id === incident.id);
  if (known !== undefined && incident.version < known.version) return round;
  const others = round.held.filter((one) => one.id !== incident.id);
  const held = is_hers(incident, me) ? [...others, with_record(incident, round)].sort(urgent_first) : others;
  const asked = is_asked(incident, me);
  return { offers: asked ? round.offers : drop(round.offers, incident.id), held };
}

// The line brings an incident without the record. What was read of it stays until it is read anew: between the two a
// line may end, and she would stand in the street without the address.
function with_record(news: Incident, round: Round): Incident {
  const known = round.held.find((one) => one.id === news.id);
  if (known === undefined || news.resident?.address !== undefined) return news;
  if (known.resident === null || news.resident === null || known.resident.id !== news.resident.id) return news;
  return { ...known, ...news, resident: { ...known.resident, ...news.resident } };
}

export function drop_offer(round: Round, incident: string): Round {
  return { ...round, offers: drop(round.offers, incident) };
}

/** Offers that can still be answered at `now`. */
export function live_offers(round: Round, now: number): readonly OfferItem[] {
  return round.offers.filter((offer) => Date.parse(offer.expires_at) > now);
}

/** An assignment that she has not confirmed: a dispatcher has decided it, she has only been told. */
export function wants_confirmation(incident: Incident, me: string): boolean {
  if (incident.state !== 'assigned' || incident.history === undefined) return false;
  const last = incident.history.findLastIndex((line) => line.what === 'assigned');
  if (last === -1) return false;
  return !incident.history.slice(last).some((line) => line.what === 'confirmed' && line.worker?.id === me);
}

function is_hers(incident: Incident, me: string): boolean {
  return is_held(incident.state) && incident.worker?.id === me;
}

// Where the offers are not told, the state says whether anybody is still asked.
function is_asked(incident: Incident, me: string): boolean {
  if (incident.state !== 'open' && incident.state !== 'offered') return false;
  if (incident.offers === undefined) return incident.state === 'offered';
  return incident.offers.some((offer) => offer.worker.id === me && offer.state === 'pending');
}

function drop(offers: readonly OfferItem[], incident: string): OfferItem[] {
  return offers.filter((one) => one.incident !== incident);
}

function sorted(offers: readonly OfferItem[]): OfferItem[] {
  return [...offers].sort((a, b) => a.priority - b.priority || Date.parse(a.expires_at) - Date.parse(b.expires_at));
}

function urgent_first(a: Incident, b: Incident): number {
  return a.priority - b.priority || Date.parse(a.opened_at) - Date.parse(b.opened_at);
}
