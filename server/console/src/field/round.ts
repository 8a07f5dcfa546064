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

export function begin(snapshot: Snapshot, me: string): Round {
  const held = (snapshot.incidents ?? []).filter((incident) => is_hers(incident, me));
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
  const held = is_hers(incident, me) ? [...others, incident].sort(urgent_first) : others;
  const asked = is_asked(incident, me);
  return { offers: asked ? round.offers : drop(round.offers, incident.id), held };
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
