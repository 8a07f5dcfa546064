// Rehearsals: a home presses as a test, the desk takes it, a telephone answers, and each step is timed.
import { call } from './call.ts';
import type { Page } from './shapes.ts';

export type DrillState = 'waiting' | 'running' | 'passed' | 'failed' | 'cancelled';

export interface Drill {
  id: string;
  device: string;
  worker: { id: string; name: string };
  at: string;
  state: DrillState;
  /** The step that did not happen in time. */
  failed_at: 'home' | 'desk' | 'phone' | null;
  incident: string | null;
  asked_at: string | null;
  received_at: string | null;
  desk_at: string | null;
  offered_at: string | null;
  phone_at: string | null;
  took_ms: number | null;
}

export async function drills(): Promise<Drill[]> {
  return (await call<Page<Drill>>('GET', '/drills?limit=20')).items;
}

/** Without a time it begins at once. */
export async function begin_drill(device: string, worker: string, at: string | null): Promise<void> {
  await call<unknown>('POST', '/drills', at === null ? { device, worker } : { device, worker, at });
}

export async function cancel_drill(id: string): Promise<void> {
  await call<unknown>('POST', `/drills/${encodeURIComponent(id)}/commands`, { do: 'cancel' });
}
