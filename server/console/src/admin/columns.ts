// The registers: which members are shown as a table, which a form asks for, and what a change is made of. Pure.
import type { Row } from '../api/administration.ts';
import type { AdminWords } from './words_en.ts';

export type Register = keyof AdminWords['register'];
export type Column = keyof AdminWords['column'];

export const columns: Readonly<Record<Register, readonly Column[]>> = {
  users: ['name', 'username', 'role', 'person', 'language'],
  workers: ['name', 'on_duty', 'skills', 'phone', 'position_at', 'id'],
  residents: ['name', 'district', 'phone', 'language', 'id'],
  devices: ['id', 'model', 'room', 'district', 'resident', 'online', 'battery_pct', 'heard_at'],
  vehicles: ['name', 'plate', 'kind', 'district', 'worker', 'id'],
  organisations: ['name', 'kind', 'phone', 'contact', 'district', 'id'],
  districts: ['name', 'name_en', 'level', 'parent', 'id'],
  skills: ['name', 'name_en', 'id'],
  shifts: ['worker', 'start', 'end'],
};

export const registers = Object.keys(columns) as Register[];

/**
 * `list`: words with commas. `picks`: several of another register; `pick`: one of it. `secret`: written, never read
 * back. `ends`: until when each item of another list holds. `place`: latitude and longitude. `contacts`: people to
 * telephone. `absences`: when she is not at home. `entitlements`: what service organisations owe her.
 */
export type Kind =
  | 'text'
  | 'long'
  | 'number'
  | 'flag'
  | 'list'
  | 'secret'
  | 'moment'
  | 'place'
  | 'contacts'
  | 'absences'
  | 'entitlements'
  | { choose: readonly string[] }
  | { pick: 'districts' | 'workers' }
  | { picks: 'districts' | 'skills' }
  | { ends: 'skills' };

export interface Field {
  name: Column;
  kind: Kind;
  required?: boolean;
  /** Asked for when the row is made, and never changed. */
  once?: boolean;
}

const gender: Kind = { choose: ['', 'female', 'male'] };
const wish: Kind = { choose: ['none', 'rather', 'must'] };
const organisation_kinds = [
  '',
  'hospital',
  'clinic',
  'fire',
  'police',
  'meals',
  'cleaning',
  'repair',
  'transport',
  'shop',
  'other',
];
const named: readonly Field[] = [
  { name: 'id', kind: 'text', once: true },
  { name: 'name', kind: 'text', required: true },
  { name: 'name_en', kind: 'text', required: true },
];

/** The other registers that a form chooses from. */
export function chosen_from(register: Register): string[] {
  const wanted = fields[register].flatMap(({ kind }) => {
    if (kind === 'entitlements') return ['organisations'];
    return typeof kind === 'string' ? [] : 'pick' in kind ? [kind.pick] : 'picks' in kind ? [kind.picks] : [];
  });
  return [...new Set(wanted)];
}

export const fields: Readonly<Record<Register, readonly Field[]>> = {
  users: [
    { name: 'name', kind: 'text', required: true },
    { name: 'username', kind: 'text', required: true },
    { name: 'role', kind: { choose: ['dispatcher', 'care_worker', 'family', 'administrator'] } },
    { name: 'person', kind: 'text' },
    { name: 'language', kind: { choose: ['zh', 'en'] } },
    { name: 'password', kind: 'secret' },
    { name: 'disabled', kind: 'flag' },
  ],
  workers: [
    { name: 'name', kind: 'text', required: true },
    { name: 'phone', kind: 'text' },
    { name: 'gender', kind: gender },
    { name: 'languages', kind: 'list' },
    { name: 'skills', kind: { picks: 'skills' } },
    { name: 'skill_expiry', kind: { ends: 'skills' } },
    { name: 'districts', kind: { picks: 'districts' } },
    { name: 'on_duty', kind: 'flag' },
    { name: 'by_sms', kind: 'flag' },
  ],
  residents: [
    { name: 'name', kind: 'text', required: true },
    { name: 'district', kind: { pick: 'districts' }, required: true },
    { name: 'address', kind: 'long' },
    { name: 'place', kind: 'place', required: true },
    { name: 'access', kind: 'long' },
    { name: 'key_safe', kind: 'secret' },
    { name: 'phone', kind: 'text' },
    { name: 'born', kind: 'text' },
    { name: 'gender', kind: gender },
    { name: 'language', kind: 'text' },
    { name: 'language_wish', kind: wish },
    { name: 'gender_wanted', kind: gender },
    { name: 'gender_wish', kind: wish },
    { name: 'high_risk', kind: 'flag' },
    { name: 'risk', kind: { choose: ['', 'low', 'medium', 'high'] } },
    { name: 'mobility', kind: 'text' },
    { name: 'allergies', kind: 'list' },
    { name: 'resuscitation', kind: 'text' },
    { name: 'conditions', kind: 'list' },
    { name: 'medication', kind: 'list' },
    { name: 'doctor', kind: 'text' },
    { name: 'clinical', kind: 'long' },
    { name: 'floor', kind: 'text' },
    { name: 'hazards', kind: 'text' },
    { name: 'pets', kind: 'text' },
    { name: 'wishes', kind: 'long' },
    { name: 'identity_no', kind: 'text' },
    { name: 'notes', kind: 'long' },
    { name: 'needs', kind: { picks: 'skills' } },
    { name: 'preferred', kind: 'list' },
    { name: 'excluded', kind: 'list' },
    { name: 'contacts', kind: 'contacts' },
    { name: 'away', kind: 'absences' },
    { name: 'entitlements', kind: 'entitlements' },
  ],
  devices: [
    { name: 'id', kind: 'text', once: true },
    { name: 'model', kind: 'text', required: true },
    { name: 'district', kind: { pick: 'districts' }, required: true },
    { name: 'resident', kind: 'text' },
    { name: 'room', kind: 'text' },
    { name: 'interval_s', kind: 'number' },
    { name: 'call_back', kind: 'text' },
  ],
  districts: [
    ...named,
    { name: 'level', kind: { choose: ['', 'city', 'town', 'street', 'community', 'grid'] } },
    { name: 'parent', kind: { pick: 'districts' } },
    { name: 'lat', kind: 'number', required: true },
    { name: 'lon', kind: 'number', required: true },
  ],
  vehicles: [
    { name: 'id', kind: 'text', once: true },
    { name: 'name', kind: 'text', required: true },
    { name: 'plate', kind: 'text' },
    { name: 'kind', kind: { choose: ['', 'car', 'van', 'bicycle', 'electric_bicycle', 'ambulance'] } },
    { name: 'seats', kind: 'number' },
    { name: 'equipment', kind: 'list' },
    { name: 'district', kind: { pick: 'districts' } },
    { name: 'worker', kind: { pick: 'workers' } },
  ],
  organisations: [
    { name: 'id', kind: 'text', once: true },
    { name: 'name', kind: 'text', required: true },
    { name: 'name_en', kind: 'text' },
    { name: 'kind', kind: { choose: organisation_kinds } },
    { name: 'phone', kind: 'text' },
    { name: 'contact', kind: 'text' },
    { name: 'address', kind: 'long' },
    { name: 'district', kind: { pick: 'districts' } },
  ],
  skills: [...named, { name: 'for_two', kind: 'flag' }],
  shifts: [
    { name: 'worker', kind: { pick: 'workers' }, required: true },
    { name: 'start', kind: 'moment', required: true },
    { name: 'end', kind: 'moment', required: true },
    { name: 'break_start', kind: 'moment' },
    { name: 'break_end', kind: 'moment' },
  ],
};

/** What a form begins with, for a row that is there or for a new one. */
export function draft_of(register: Register, row: Row | null): Record<string, unknown> {
  return Object.fromEntries(fields[register].map((field) => [field.name, row?.[field.name] ?? blank(field.kind)]));
}

// Nobody's, nowhere, of no district: said as such, not as an empty id.
function none_of(field: Field, value: unknown): boolean {
  const of_another =
    field.name === 'resident' || field.kind === 'moment' || (typeof field.kind === 'object' && 'pick' in field.kind);
  return of_another && value === '';
}

// A contact's language that is not known is not said, nor an organisation that nobody has named; neither is the end of
// what is not in the list.
function said(kind: Kind, value: unknown, draft: Row): unknown {
  if (typeof kind === 'object' && 'ends' in kind) {
    const items = draft[kind.ends] as readonly string[];
    return Object.fromEntries(Object.entries(value as Record<string, string>).filter(([item]) => items.includes(item)));
  }
  if ((kind !== 'contacts' && kind !== 'entitlements') || !Array.isArray(value)) return value;
  const rows = value as Record<string, unknown>[];
  const is_said = ([name, one]: [string, unknown]): boolean => one !== null && (name !== 'organisation' || one !== '');
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(is_said)));
}

function blank(kind: Kind): unknown {
  if (kind === 'flag') return false;
  if (kind === 'number') return 0;
  if (kind === 'place') return { lat: 0, lon: 0 };
  if (kind === 'list' || kind === 'contacts' || kind === 'absences' || kind === 'entitlements') return [];
  if (typeof kind === 'string') return '';
  if ('picks' in kind) return [];
  if ('ends' in kind) return {};
  return 'choose' in kind ? kind.choose[0] : '';
}

/** What differs, and nothing else; an empty secret is no change, an empty resident is nobody. */
export function change_of(register: Register, before: Row | null, draft: Row): Record<string, unknown> {
  const old = draft_of(register, before);
  const change: Record<string, unknown> = {};
  for (const field of fields[register]) {
    const value = draft[field.name];
    if (before !== null && (field.once === true || JSON.stringify(value) === JSON.stringify(old[field.name]))) continue;
    const empty =
      value === '' || value === false || (typeof value === 'object' && Object.keys(value ?? {}).length === 0);
    if (before === null ? empty : value === '' && field.kind === 'secret') continue;
    change[field.name] = none_of(field, value) ? null : said(field.kind, value, draft);
  }
  return change;
}
