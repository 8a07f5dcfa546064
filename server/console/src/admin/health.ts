// How the parts are, as one sentence and as what stands out. Pure.
import type { Health, PartState } from '../api/overview.ts';

/** How full a queue is, 0 to 100; null for a line. */
export function full_pct(part: PartState): number | null {
  if (part.used === undefined || part.max === undefined || part.max <= 0) return null;
  return Math.min(100, Math.round((part.used / part.max) * 100));
}

export type Trouble =
  | { what: 'database' }
  | { what: 'broker' }
  | { what: 'gone'; program: string; instance: string }
  | { what: 'no_monitor' }
  | { what: 'part'; program: string; instance: string; part: string }
  | { what: 'late_messages'; count: number }
  | { what: 'late_timers'; count: number };

/** Everything that somebody should look at; nothing where all is well. */
export function troubles_of(health: Health): Trouble[] {
  const troubles: Trouble[] = [];
  if (!health.database.reachable) troubles.push({ what: 'database' });
  if (!health.broker.reachable) troubles.push({ what: 'broker' });
  for (const { program, instance, there, parts } of health.instances) {
    if (!there) troubles.push({ what: 'gone', program, instance });
    else for (const part of parts) if (!part.well) troubles.push({ what: 'part', program, instance, part: part.name });
  }
  // Without the database nobody else can be seen.
  const monitors = health.instances.filter((one) => one.program === 'monitor');
  if (health.waiting !== null && monitors.length === 0) troubles.push({ what: 'no_monitor' });
  const { late_messages = 0, late_timers = 0 } = health.waiting ?? {};
  if (late_messages > 0) troubles.push({ what: 'late_messages', count: late_messages });
  if (late_timers > 0) troubles.push({ what: 'late_timers', count: late_timers });
  return troubles;
}

/** Bytes are counted in mebibytes. */
export function amount_of(part: PartState, value: number): { value: number; unit: string } {
  return part.name.endsWith('_bytes') ? { value: Math.round(value / 1024 / 1024), unit: ' MiB' } : { value, unit: '' };
}
