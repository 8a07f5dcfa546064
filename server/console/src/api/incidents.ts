// Incidents: reading them, and telling the server what a person decides about them.
import { api_base } from './base.ts';
import { call } from './call.ts';
import { most_urgent_path } from './first_paths.ts';
import type { Candidate, Command, Incident, Instant, Page } from './shapes.ts';

export function incident_of(id: string): Promise<Incident> {
  return call<Incident>('GET', `/incidents/${encodeURIComponent(id)}`);
}

/** The most urgent of those that are open, in short form: a desk shows them until the line has brought all. */
export async function most_urgent(): Promise<Incident[]> {
  return (await call<Page<Incident>>('GET', most_urgent_path)).items;
}

export async function candidates_for(id: string): Promise<Candidate[]> {
  return (await call<Page<Candidate>>('GET', `/incidents/${encodeURIComponent(id)}/candidates`)).items;
}

/**
 * Answers with the incident as it is afterwards; Refused (409) carries it where the state forbids the command, and
 * where it is not any more in the version that the commander has seen.
 */
export function command(id: string, order: Command, seen?: number): Promise<Incident> {
  const asked = seen === undefined ? order : { ...order, version: seen };
  return call<Incident>('POST', `/incidents/${encodeURIComponent(id)}/commands`, asked);
}

/** The protected words of the resident's record. The server writes down who has looked. */
export async function reveal_key_safe(id: string): Promise<string> {
  const answer = await call<{ value: string }>('POST', `/incidents/${encodeURIComponent(id)}/reveal`, {
    field: 'key_safe',
  });
  return answer.value;
}

export interface ByHand {
  resident: string;
  kind: string;
  text: string;
  /** Of a service request: when somebody is wanted. */
  wished_for?: Instant;
}

/** One made by hand, of a telephone call. Refused when the resident already has one open of that class. */
export function open_by_hand(wish: ByHand): Promise<Incident> {
  return call<Incident>('POST', '/incidents', wish);
}

/** Where the whole incident is, signed, for whoever must answer for it. */
export function dossier_address(id: string): string {
  return `${api_base}/incidents/${encodeURIComponent(id)}/dossier`;
}
