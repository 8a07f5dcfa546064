// What an administrator looks at and changes nothing by: what would happen, and how every part is.
import { call } from './call.ts';
import type { Candidate, Queue } from './shapes.ts';

export interface PreviewLine {
  after_s: number;
  what: string;
  worker?: { id: string; name: string };
  /** Of contact_due the number of the contact. */
  detail?: string;
  offer?: { eta_s: number; cost_s: number; distance_m: number; waits_s: number; reasons: string[] };
}

export interface Preview {
  at: string;
  /** Which of her devices would call; null: somebody telephones. */
  device: string | null;
  kind: string;
  queue: Queue;
  priority: number;
  needs: string[];
  /** The open incident that would be raised. */
  joins: string | null;
  lines: PreviewLine[];
  repeats: boolean;
  candidates: Candidate[];
}

/** Asks the engine; nothing is written, nobody is told. */
export function preview_of(resident: string, kind: string): Promise<Preview> {
  return call<Preview>('GET', `/residents/${encodeURIComponent(resident)}/preview?${new URLSearchParams({ kind })}`);
}

export interface PartState {
  name: string;
  well: boolean;
  /** A queue's; a line has none. */
  used?: number;
  max?: number;
}

export interface Instance {
  program: 'server' | 'monitor';
  instance: string;
  started_at: string;
  seen_at: string;
  there: boolean;
  well: boolean;
  parts: PartState[];
}

export interface Waiting {
  messages: number;
  late_messages: number;
  late_timers: number;
  open_incidents: number;
  dead_letters: number;
}

export interface Health {
  at: string;
  database: { reachable: boolean; version: string | null };
  broker: { reachable: boolean };
  instances: Instance[];
  waiting: Waiting | null;
}

export function health_of_all(): Promise<Health> {
  return call<Health>('GET', '/health');
}
