// What a relative may be told of on her telephone, by her own choice, and when something has become worth telling.
// Pure.
import type { FamilyRecord, FamilyStatus } from '../api/shapes.ts';
import { day_of } from './day.ts';

export const choices = ['call', 'there', 'over', 'up'] as const;

/** A call for help has begun; help is there; it is over; she is up. */
export type Choice = (typeof choices)[number];

/** Something is being done for her at this moment. */
function cared_for(status: FamilyStatus): boolean {
  return status === 'attention' || status === 'help_coming' || status === 'help_there';
}

/** What has become true between two looks at a resident. A first look tells nothing: it is the page that was opened. */
export function news_of(
  before: FamilyRecord | undefined,
  after: FamilyRecord,
  midnight: number,
  now: number,
): Choice[] {
  if (before === undefined) return [];
  const news: Choice[] = [];
  if (before.status !== null && after.status !== null && before.status !== after.status) {
    if (!cared_for(before.status) && cared_for(after.status)) news.push('call');
    if (after.status === 'help_there') news.push('there');
    // What has to be said by a person is not said by a telephone.
    if (cared_for(before.status) && !cared_for(after.status) && after.status !== 'call_awaited') news.push('over');
  }
  const up = (record: FamilyRecord): boolean =>
    record.motion !== undefined && day_of(record.motion.today, [], midnight, now).up_at !== null;
  // Before the home was first asked nothing is known, also not that she was not up.
  if (before.motion !== undefined && !up(before) && up(after)) news.push('up');
  return news;
}

export function write_choices(chosen: ReadonlySet<Choice>): string {
  return choices.filter((one) => chosen.has(one)).join(' ');
}

export function read_choices(text: string | null): Set<Choice> {
  const words = (text ?? '').split(' ');
  return new Set(choices.filter((one) => words.includes(one)));
}
