// Other systems that are told of incidents: listed, added, taken off.
import { call } from './call.ts';
import type { Page } from './shapes.ts';

/** What may be told, as the words of an incident's history. */
export const webhook_events = [
  'opened',
  'raised',
  'acknowledged',
  'offered',
  'accepted',
  'assigned',
  'declined',
  'departed',
  'arrived',
  'resolved',
  'closed',
  'cancelled',
  'reopened',
  'dispatchers_called',
  'emergency_number_advised',
  'expired',
] as const;
export type WebhookEvent = (typeof webhook_events)[number];

export interface Webhook {
  id: string;
  name: string;
  url: string;
  /** "incident.opened" and the like; "*": all. */
  events: string[];
  created_by: string;
  created_at: string;
  /** Messages on their way; of the last day those taken, and those given up. */
  waiting: number;
  taken: number;
  given_up: number;
}

export interface AddedWebhook extends Webhook {
  /** What every message is signed with; shown this once. */
  secret: string;
}

/** One event on its way to one webhook. */
export interface Delivery {
  id: string;
  event: string;
  at: string;
  incident: string;
  state: 'waiting' | 'taken' | 'given_up';
  attempts: number;
  /** When the last attempt was over. */
  tried_at: string | null;
  /** The status that it answered; null where nobody did. */
  answer: number | null;
  /** When it is tried next; null once it is taken or given up. */
  next_at: string | null;
}

/** The latest event first; what is settled is forgotten after a day. */
export function deliveries(id: string, cursor: string | null): Promise<Page<Delivery>> {
  const from = cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`;
  return call<Page<Delivery>>('GET', `/webhooks/${encodeURIComponent(id)}/deliveries${from}`);
}

export async function webhooks(): Promise<Webhook[]> {
  return (await call<Page<Webhook>>('GET', '/webhooks')).items;
}

/** Without events: all of them. */
export function add_webhook(name: string, url: string, events: readonly WebhookEvent[]): Promise<AddedWebhook> {
  const named = events.length === 0 ? {} : { events: events.map((one) => `incident.${one}`) };
  return call<AddedWebhook>('POST', '/webhooks', { name, url, ...named });
}

export async function remove_webhook(id: string): Promise<void> {
  await call<unknown>('DELETE', `/webhooks/${encodeURIComponent(id)}`);
}
