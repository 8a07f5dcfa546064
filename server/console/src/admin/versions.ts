// Two versions of one thing: what I wanted and what it has become meanwhile, member by member. Pure.
import type { Row } from '../api/administration.ts';

export type Take = 'mine' | 'present';

/** A member of a thing, and how its value is said: a line or several, none for what is empty. */
export interface Member {
  name: string;
  label: string;
  lines: (value: unknown) => readonly string[];
  /** Written and never read back: there is nothing to compare it with. */
  secret?: boolean;
}

export interface Difference {
  member: Member;
  mine: unknown;
  present: unknown;
  /** Whether both have changed it; then a person has to choose. */
  both: boolean;
  /** What was changed by one side only is taken from that side. */
  take: Take | null;
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The members in which my version is not what the thing now is. `before`: the version that I began from. */
export function differences_of(members: readonly Member[], before: Row, mine: Row, present: Row): Difference[] {
  return members.flatMap((member): Difference[] => {
    const [was, wanted, is] = [before[member.name], mine[member.name], present[member.name]];
    const by_me = !same(was, wanted);
    if (member.secret === true) {
      return by_me ? [{ member, mine: wanted, present: '', both: false, take: 'mine' }] : [];
    }
    if (same(wanted, is)) return [];
    const both = by_me && !same(was, is);
    return [{ member, mine: wanted, present: is, both, take: both ? null : by_me ? 'mine' : 'present' }];
  });
}

/** The thing as it now is, with what is taken from mine. */
export function joined(differences: readonly Difference[], present: Row): Row {
  const taken = differences.filter((one) => one.take === 'mine').map((one) => [one.member.name, one.mine] as const);
  return { ...present, ...Object.fromEntries(taken) };
}
