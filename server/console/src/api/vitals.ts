// What a resident's home has measured, how she is by it, and what has happened to her.
import { call } from './call.ts';
import type { Bucket, Page, PlanLimit, Score, ScoreMoment, TimelineEntry } from './shapes.ts';

/**
 * All measurements of that time, gathered in spans of `every` ("10m", "1h", "1d"), oldest first. `name`: of these only
 * ("motion": in every room).
 */
export async function buckets_of(
  resident: string,
  from: number,
  to: number,
  every: string,
  name = '',
): Promise<Bucket[]> {
  const asked = new URLSearchParams({
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    every,
    limit: '500',
  });
  if (name !== '') asked.set('name', name);
  const buckets: Bucket[] = [];
  for (;;) {
    const page = await call<Page<Bucket>>('GET', `/residents/${encodeURIComponent(resident)}/readings?${asked}`);
    buckets.push(...page.items);
    if (page.next === null) return buckets;
    asked.set('cursor', page.next);
  }
}

export async function score_of(resident: string): Promise<Score> {
  return (await call<{ news2: Score }>('GET', `/residents/${encodeURIComponent(resident)}/score`)).news2;
}

/** Her score at the end of each span of that time, without those at which nothing was known. */
export async function score_course_of(
  resident: string,
  from: number,
  to: number,
  every: string,
): Promise<ScoreMoment[]> {
  const asked = new URLSearchParams({ from: new Date(from).toISOString(), to: new Date(to).toISOString(), every });
  const path = `/residents/${encodeURIComponent(resident)}/score?${asked}`;
  // A server of before does not know the question.
  return (await call<{ over_time?: ScoreMoment[] }>('GET', path)).over_time ?? [];
}

/** The limits that her care plan sets, by name of what is measured. */
export async function limits_of(resident: string): Promise<PlanLimit[]> {
  const path = `/residents/${encodeURIComponent(resident)}/care-plan`;
  return (await call<{ plan: { limits?: PlanLimit[] } }>('GET', path)).plan.limits ?? [];
}

/** The latest of what has happened, latest first. */
export async function timeline_of(resident: string): Promise<TimelineEntry[]> {
  const path = `/residents/${encodeURIComponent(resident)}/timeline?limit=500`;
  return (await call<Page<TimelineEntry>>('GET', path)).items;
}
