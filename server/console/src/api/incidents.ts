// Incidents: reading them, and telling the server what a person decides about them.
import { call } from './call.ts';
import type { Candidate, Command, Incident, Page } from './shapes.ts';

export function incident_of(id: string): Promise<Incident> {
  return call<Incident>('GET', `/incidents/${encodeURIComponent(id)}`);
}

export async function candidates_for(id: string): Promise<Candidate[]> {
  return (await call<Page<Candidate>>('GET', `/incidents/${encodeURIComponent(id)}/candidates`)).items;
}

/** Answers with the incident as it is afterwards; Refused (409) carries it where the state forbids the command. */
export function command(id: string, order: Command): Promise<Incident> {
  return call<Incident>('POST', `/incidents/${encodeURIComponent(id)}/commands`, order);
}

/** The protected words of the resident's record. The server writes down who has looked. */
export async function reveal_key_safe(id: string): Promise<string> {
  const answer = await call<{ value: string }>('POST', `/incidents/${encodeURIComponent(id)}/reveal`, {
    field: 'key_safe',
  });
  return answer.value;
}

/** One made by hand, of a telephone call. Refused when the resident already has one open of that class. */
export function open_by_hand(resident: string, kind: string, text: string): Promise<Incident> {
  return call<Incident>('POST', '/incidents', { resident, kind, text });
}
