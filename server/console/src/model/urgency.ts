// What comes first. Pure; used by the desk's queue and, for its colours, by everything that counts.
import type { Incident, IncidentState, Queue } from '../api/shapes.ts';

/** The service figures: a call answered within the first is good, after the second it is late. */
export const answered_good_ms = 60_000;
export const answered_late_ms = 180_000;

export type Band = 'calm' | 'due' | 'late';

export function band_of(waiting_ms: number): Band {
  if (waiting_ms < answered_good_ms) return 'calm';
  return waiting_ms < answered_late_ms ? 'due' : 'late';
}

export function is_ended(state: IncidentState): boolean {
  return state === 'closed' || state === 'cancelled';
}

/** A care worker holds it. */
export function is_held(state: IncidentState): boolean {
  return state === 'assigned' || state === 'on_the_way' || state === 'arrived';
}

/** No dispatcher has taken notice, and there is still something to notice: the clock of the service figures runs. */
export function waits(incident: Pick<Incident, 'acknowledged_at' | 'state' | 'test'>): boolean {
  const over = is_ended(incident.state) || incident.state === 'resolved';
  return incident.acknowledged_at === null && !over && !incident.test;
}

const queues: Record<Queue, number> = { emergency: 0, service: 1, technical: 2 };

// What still lacks a person comes before what has one; what only waits to be closed comes last.
function stage(incident: Incident): number {
  if (incident.state === 'resolved') return 2;
  return is_held(incident.state) ? 1 : 0;
}

/**
 * The order of the queue: emergencies before requests before technical matters, tests behind them all; what was
 * pressed again and not looked at since, first; then by priority, by whether somebody has it, and by age.
 */
export function by_urgency(fresh: ReadonlySet<string>): (a: Incident, b: Incident) => number {
  const rank = (i: Incident): number[] => [
    i.test ? 1 : 0,
    queues[i.queue],
    fresh.has(i.id) ? 0 : 1,
    i.priority,
    stage(i),
    Date.parse(i.opened_at),
  ];
  return (a, b) => {
    const left = rank(a);
    const right = rank(b);
    for (const [place, value] of left.entries()) {
      const difference = value - (right[place] ?? 0);
      if (difference !== 0) return difference;
    }
    return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
  };
}
