// A rehearsal's steps with what each took. Pure.
import type { Drill } from '../api/drills.ts';

export const drill_steps = ['home', 'desk', 'phone'] as const;
export type DrillStep = (typeof drill_steps)[number];

/** Milliseconds of each step; null where it has not happened. */
export function step_times(drill: Drill): Record<DrillStep, number | null> {
  return {
    home: between(drill.asked_at, drill.received_at),
    desk: between(drill.received_at, drill.desk_at),
    phone: between(drill.offered_at, drill.phone_at),
  };
}

function between(from: string | null, to: string | null): number | null {
  return from === null || to === null ? null : Math.max(0, Date.parse(to) - Date.parse(from));
}
