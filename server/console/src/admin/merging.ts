// Two records of one person, and the one that they would become: what it gains, and what of the other stays out. Pure.
import type { Row } from '../api/administration.ts';
import type { Member } from './versions.ts';

export interface MergeLine {
  member: Member;
  kept: unknown;
  ending: unknown;
  merged: unknown;
  /** The merged record does not hold what the other says here. */
  left_out: boolean;
}

function is_empty(value: unknown): boolean {
  if (value === null || value === undefined || value === '' || value === false) return true;
  return Array.isArray(value) && value.length === 0;
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

// People are the same where their telephone is; their ids are the records' own.
function key_of(item: unknown): string {
  const phone = typeof item === 'object' && item !== null && 'phone' in item ? item.phone : undefined;
  return JSON.stringify(phone ?? item);
}

function holds(merged: unknown, part: unknown): boolean {
  if (is_empty(part) || same(merged, part)) return true;
  if (Array.isArray(merged) && Array.isArray(part)) {
    const keys = merged.map(key_of);
    return part.every((item) => keys.includes(key_of(item)));
  }
  return (
    typeof merged === 'string' &&
    typeof part === 'string' &&
    merged.split('\n').join(' ').includes(part.split('\n').join(' '))
  );
}

/** What differs between the record that stays and the merged one, and what of the other would be lost from sight. */
export function merge_lines(members: readonly Member[], kept: Row, ending: Row, merged: Row): MergeLine[] {
  return members.flatMap((member): MergeLine[] => {
    const line = { member, kept: kept[member.name], ending: ending[member.name], merged: merged[member.name] };
    const left_out = !holds(line.merged, line.ending);
    return left_out || !same(line.kept, line.merged) ? [{ ...line, left_out }] : [];
  });
}
