// Ladders for narrower cases than queue and priority, and what counts as business hours.
import type { LadderStep } from './administration.ts';
import { call, call_tagged } from './call.ts';
import type { Page } from './shapes.ts';

export const times = ['any', 'business', 'night'] as const;
export type PlanTime = (typeof times)[number];

export interface Plan {
  id: string;
  name: string;
  resident: string | null;
  kind: string | null;
  district: string | null;
  priority: number | null;
  time: PlanTime;
  steps: LadderStep[];
  version: number;
}

export async function plans(): Promise<Plan[]> {
  return (await call<Page<Plan>>('GET', '/plans')).items;
}

function plan_path(id: string): string {
  return `/plans/${encodeURIComponent(id)}`;
}

export async function add_plan(plan: Omit<Plan, 'id' | 'version'>): Promise<void> {
  await call<unknown>('POST', '/plans', plan);
}

export async function remove_plan(id: string): Promise<void> {
  const { etag } = await call_tagged<unknown>('GET', plan_path(id));
  await call_tagged<unknown>('DELETE', plan_path(id), undefined, etag);
}

/** On the town's own clocks; night is whenever it is not business. */
export interface BusinessHours {
  utc_offset_min: number;
  from_min: number;
  to_min: number;
  /** "1" is Monday. */
  days: string[];
}

export function business_hours(): Promise<BusinessHours> {
  return call<BusinessHours>('GET', '/business-hours');
}

export async function change_business_hours(change: Partial<BusinessHours>): Promise<void> {
  const { etag } = await call_tagged<unknown>('GET', '/business-hours');
  await call_tagged<unknown>('PATCH', '/business-hours', change, etag);
}
