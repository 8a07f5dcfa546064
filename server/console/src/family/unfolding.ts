// An incident as a relative follows it: a handful of steps in order, without the desk's inner doings. Pure.
import type { FamilyIncident, Instant } from '../api/shapes.ts';

export type StepName =
  | 'opened'
  | 'raised'
  | 'acknowledged'
  | 'assigned'
  | 'departed'
  | 'arrived'
  | 'resolved'
  | 'closed'
  | 'cancelled'
  | 'reopened';

export interface Step {
  at: Instant;
  name: StepName;
  /** Who goes, where the step has somebody; empty where the name may not be shown. */
  who: string;
}

const told: Record<string, StepName> = {
  opened: 'opened',
  raised: 'raised',
  acknowledged: 'acknowledged',
  assigned: 'assigned',
  accepted: 'assigned',
  departed: 'departed',
  arrived: 'arrived',
  resolved: 'resolved',
  closed: 'closed',
  cancelled: 'cancelled',
  reopened: 'reopened',
};

export function steps_of(incident: FamilyIncident): Step[] {
  const steps: Step[] = [];
  const history = incident.history ?? [];
  // Whoever has it now is named; whoever gave it back is not.
  const given_back = history.findLastIndex((line) => line.what === 'released' || line.what === 'displaced');
  for (const [index, line] of history.entries()) {
    const name = told[line.what];
    if (name === undefined) continue;
    const step = { at: line.at, name, who: index > given_back ? (incident.worker?.name ?? '') : '' };
    const last = steps.at(-1);
    // Pressed five times is one line that says it happened again.
    if (last?.name === step.name && last.who === step.who) continue;
    steps.push(step);
  }
  return steps.length > 0 ? steps : [{ at: incident.opened_at, name: 'opened', who: '' }];
}
