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
  districts: ['name', 'name_en', 'id'],
  skills: ['name', 'name_en', 'id'],
  shifts: ['worker', 'start', 'end'],
};

export const registers = Object.keys(columns) as Register[];

/**
 * `list`: words with commas. `picks`: several of another register; `pick`: one of it. `secret`: written, never read
 * back. `place`: latitude and longitude. `contacts`: people to telephone.
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
  | { choose: readonly string[] }
  | { pick: 'districts' | 'workers' }
  | { picks: 'districts' | 'skills' };

export interface Field {
  name: Column;
  kind: Kind;
  required?: boolean;
  /** Asked for when the row is made, and never changed. */
  once?: boolean;
}

const gender: Kind = { choose: ['', 'female', 'male'] };
const wish: Kind = { choose: ['none', 'rather', 'must'] };
const named: readonly Field[] = [
  { name: 'id', kind: 'text', once: true },
  { name: 'name', kind: 'text', required: true },
  { name: 'name_en', kind: 'text', required: true },
];

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
    { name: 'districts', kind: { picks: 'districts' } },
    { name: 'on_duty', kind: 'flag' },
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
    { name: 'mobility', kind: 'text' },
    { name: 'clinical', kind: 'long' },
    { name: 'notes', kind: 'long' },
    { name: 'needs', kind: { picks: 'skills' } },
    { name: 'preferred', kind: 'list' },
    { name: 'excluded', kind: 'list' },
    { name: 'contacts', kind: 'contacts' },
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
    { name: 'lat', kind: 'number', required: true },
    { name: 'lon', kind: 'number', required: true },
  ],
  skills: named,
  shifts: [
    { name: 'worker', kind: { pick: 'workers' }, required: true },
    { name: 'start', kind: 'moment', required: true },
    { name: 'end', kind: 'moment', required: true },
  ],
};

/** What a form begins with, for a row that is there or for a new one. */
export function draft_of(register: Register, row: Row | null): Record<string, unknown> {
  return Object.fromEntries(fields[register].map((field) => [field.name, row?.[field.name] ?? blank(field.kind)]));
}

// A contact's language that is not known is not said.
function said(kind: Kind, value: unknown): unknown {
  if (kind !== 'contacts' || !Array.isArray(value)) return value;
  const rows = value as Record<string, unknown>[];
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, one]) => one !== null)));
}

function blank(kind: Kind): unknown {
  if (kind === 'flag') return false;
  if (kind === 'number') return 0;
  if (kind === 'place') return { lat: 0, lon: 0 };
  if (kind === 'list' || kind === 'contacts') return [];
  if (typeof kind === 'string') return '';
  if ('picks' in kind) return [];
  return 'choose' in kind ? kind.choose[0] : '';
}

/** What differs, and nothing else; an empty secret is no change, an empty resident is nobody. */
export function change_of(register: Register, before: Row | null, draft: Row): Record<string, unknown> {
  const old = draft_of(register, before);
  const change: Record<string, unknown> = {};
  for (const field of fields[register]) {
    const value = draft[field.name];
    if (before !== null && (field.once === true || JSON.stringify(value) === JSON.stringify(old[field.name]))) continue;
    if (value === '' && (before === null || field.kind === 'secret')) continue;
    change[field.name] = field.name === 'resident' && value === '' ? null : said(field.kind, value);
  }
  return change;
}
