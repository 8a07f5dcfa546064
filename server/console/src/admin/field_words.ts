// How a register's values are said where they are read, not written. Pure.
import type { Row } from '../api/administration.ts';
import type { Place } from '../api/shapes.ts';
import { last_day } from '../model/moments.ts';
import { day_and_clock } from '../model/time_words.ts';
import type { Language } from '../words/language.svelte.ts';
import { skill_name } from '../words/terms.ts';
import { fields, type Field, type Register } from './columns.ts';
import type { Member } from './versions.ts';
import type { AdminWords } from './words_en.ts';

/** The rows that a form chooses from, by their register. */
export type Choices = Readonly<Record<string, readonly Row[]>>;

export function choice_words(choice: string, words: AdminWords): string {
  return choice in words.choice ? words.choice[choice as keyof AdminWords['choice']] : choice;
}

/** A row that can be chosen: its name, and its id where that says something else. */
export function row_name(row: Row): string {
  const id = String(row['id']);
  const name = String(row['name'] ?? id);
  return name === id ? skill_name(id) : `${name} (${id})`;
}

/** Where and when a value is read. */
export interface Here {
  now: number;
  language: Language;
}

/** The fields of a register's form as members of a thing that is compared. */
export function members_of(register: Register, choices: Choices, words: AdminWords, here: Here): Member[] {
  return fields[register]
    .filter((field) => field.once !== true)
    .map((field) => ({
      name: field.name,
      label: words.column[field.name],
      lines: (value) => field_lines(field, value, choices, words, here),
      secret: field.kind === 'secret',
    }));
}

function one_line(parts: readonly unknown[]): string {
  return parts.filter((part) => typeof part === 'string' && part !== '').join(' · ');
}

// Days from and until, either of which may be open.
function span_words(from: unknown, until: unknown): string {
  const days = [from, until].map((day) => (typeof day === 'string' ? day : ''));
  return days.every((day) => day === '') ? '' : days.join(' – ').trim();
}

/** Lines, none of what is empty. */
export function field_lines(
  { kind, name }: Field,
  value: unknown,
  choices: Choices,
  words: AdminWords,
  { now, language }: Here,
): string[] {
  if (value === null || value === undefined || value === '') return [];
  if (kind === 'secret') return ['•••'];
  if (kind === 'flag') return [value === true ? words.yes : words.no];
  if (kind === 'moment') return [day_and_clock(String(value), now, language)];
  if (kind === 'place') {
    const { lat, lon } = value as Place;
    return [`${lat}, ${lon}`];
  }
  if (kind === 'contacts') {
    const key = words.column.has_key;
    return (value as Row[]).map((one) =>
      one_line([one['name'], one['relation'], one['phone'], one['has_key'] === true ? key : '']),
    );
  }
  if (kind === 'absences') {
    const said = (at: unknown): string => day_and_clock(String(at), now, language);
    return (value as Row[]).map((one) => one_line([`${said(one['from'])} – ${said(one['until'])}`, one['words']]));
  }
  if (kind === 'entitlements') {
    const by = (id: unknown): string =>
      String((choices['organisations'] ?? []).find((o) => o['id'] === id)?.['name'] ?? id);
    return (value as Row[]).map((one) =>
      one_line([one['what'], by(one['organisation'] ?? ''), span_words(one['from'], one['until'])]),
    );
  }
  if (Array.isArray(value) && typeof kind === 'string') return value.map(String);
  if (typeof kind === 'string') return String(value).split('\n');
  if ('choose' in kind) return [choice_words(String(value), words)];
  if ('ends' in kind) {
    return Object.entries(value as Record<string, string>).map(([item, end]) =>
      one_line([skill_name(item), last_day(end)]),
    );
  }
  const from = choices['pick' in kind ? kind.pick : kind.picks] ?? [];
  const ids = Array.isArray(value) ? value.map(String) : [String(value)];
  return ids.map((id) => {
    const row = from.find((one) => String(one['id']) === id);
    return row === undefined ? (name === 'skills' ? skill_name(id) : id) : row_name(row);
  });
}
