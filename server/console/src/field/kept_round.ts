// What a care worker holds, as the telephone keeps it for a start without a line. Pure.
import type { Incident } from '../api/shapes.ts';

// Longer than any visit: what is older belongs to another day.
const age_max_ms = 12 * 3_600_000;

export interface KeptRound {
  /** When the server last said so. */
  at: number;
  held: Incident[];
}

export function write_round(held: readonly Incident[], at: number): string {
  return JSON.stringify({ at, held });
}

/** Null where nothing was kept, or nothing that can be read, or nothing young enough. */
export function read_round(text: string | null, now: number): KeptRound | null {
  if (text === null) return null;
  try {
    const kept = JSON.parse(text) as Partial<KeptRound> | null;
    if (typeof kept?.at !== 'number' || !Array.isArray(kept.held) || now - kept.at > age_max_ms) return null;
    const held = kept.held.filter((one) => typeof one?.id === 'string' && typeof one.state === 'string');
    return held.length === 0 ? null : { at: kept.at, held };
  } catch {
    return null;
  }
}
