// The roster's holes ahead, and how each is closed most cheaply.
import { call } from './call.ts';

interface Named {
  id: string;
  name: string;
}

export interface Hole {
  from: string;
  until: string;
  kinds: string[];
  priority: number;
  /** For whom nobody could come in time. */
  residents: Named[];
  why: string;
  closing: {
    move: 'move_break' | 'renew_skill' | 'extend_shift' | 'call_in';
    worker: Named;
    skill: string | null;
    cost_min: number;
  } | null;
}

export interface Coverage {
  items: Hole[];
  next: string | null;
  from: string;
  until: string;
  target_s: number;
  /** Residents × hours × kinds. */
  asked: number;
  covered: number;
  holes: number;
}

export function coverage(cursor: string | null): Promise<Coverage> {
  const asked = new URLSearchParams({ limit: '20' });
  if (cursor !== null) asked.set('cursor', cursor);
  return call<Coverage>('GET', `/reports/coverage?${asked}`);
}
