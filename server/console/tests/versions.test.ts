// Two versions of one row: what differs, what is taken from which side, and how it is said.
import { describe, expect, test } from 'vitest';
import { change_of, draft_of, fields } from '../src/admin/columns.ts';
import { field_lines } from '../src/admin/field_words.ts';
import { differences_of, joined, type Member } from '../src/admin/versions.ts';
import { admin_en } from '../src/admin/words_en.ts';
import { admin_zh } from '../src/admin/words_zh.ts';

const member = (name: string, secret = false): Member => ({ name, label: name, lines: (v) => [String(v)], secret });

describe('two versions', () => {
  const members = ['name', 'room', 'notes', 'place'].map((name) => member(name)).concat(member('key_safe', true));
  const before = { name: 'A', room: 'hall', notes: '', place: { lat: 1, lon: 2 }, key_safe: '' };

  test('differ in what one side has changed, and that side is taken', () => {
    const found = differences_of(members, before, { ...before, name: 'B' }, { ...before, room: 'kitchen' });
    expect(found.map((one) => [one.member.name, one.take, one.both])).toEqual([
      ['name', 'mine', false],
      ['room', 'present', false],
    ]);
    expect(joined(found, { ...before, room: 'kitchen' })).toEqual({ ...before, name: 'B', room: 'kitchen' });
  });

  test('leave to a person what both have changed', () => {
    const found = differences_of(members, before, { ...before, name: 'B' }, { ...before, name: 'C' });
    expect(found.map((one) => [one.both, one.take])).toEqual([[true, null]]);
  });

  test('are alike where both have changed it to the same', () => {
    const moved = { ...before, place: { lat: 3, lon: 4 } };
    expect(differences_of(members, before, moved, { ...moved })).toEqual([]);
  });

  test('keep a secret that was typed, which nobody can compare', () => {
    const found = differences_of(members, before, { ...before, key_safe: '4711' }, before);
    expect(joined(found, before)['key_safe']).toBe('4711');
    expect(differences_of(members, before, before, before)).toEqual([]);
  });

  test('of a resident become a change against what she now is, and no more', () => {
    const row = { id: 'r1', name: '李秀英', district: 'guyi', place: { lat: 1, lon: 2 }, mobility: 'walks' };
    const now_is = { ...row, mobility: 'rests', pets: 'a cat' };
    const began = draft_of('residents', row);
    const mine = { ...began, notes: 'Knock twice.', mobility: 'sits' };
    const present = draft_of('residents', now_is);
    const found = differences_of(
      fields.residents.map(({ name, kind }) => member(name, kind === 'secret')),
      began,
      mine,
      present,
    ).map((one) => ({ ...one, take: one.take ?? ('mine' as const) }));
    expect(found.map((one) => one.member.name).sort()).toEqual(['mobility', 'notes', 'pets']);
    expect(change_of('residents', now_is, joined(found, present))).toEqual({ notes: 'Knock twice.', mobility: 'sits' });
  });
});

describe('a value', () => {
  const here = { now: Date.parse('2026-11-25T04:00:00Z'), language: 'en' as const };
  const field = (register: 'residents' | 'workers', name: string) =>
    fields[register].find((one) => one.name === name) ?? { name: 'id' as const, kind: 'text' as const };

  test('is said in the words of its kind', () => {
    const choices = { districts: [{ id: 'guyi', name: '古一' }] };
    const say = (name: string, value: unknown, words = admin_en): string[] =>
      field_lines(field('residents', name), value, choices, words, here);
    expect(say('high_risk', true, admin_zh)).toEqual(['是']);
    expect(say('gender', 'female')).toEqual(['female']);
    expect(say('district', 'guyi')).toEqual(['古一 (guyi)']);
    expect(say('place', { lat: 22.6, lon: 113.2 })).toEqual(['22.6, 113.2']);
    expect(say('key_safe', '4711')).toEqual(['•••']);
    expect(say('notes', '')).toEqual([]);
    const contacts = [{ id: 'c1', name: '陈静', relation: '女儿', phone: '1', has_key: true }];
    expect(say('contacts', contacts)).toEqual(['陈静 · 女儿 · 1 · Has a key']);
  });

  test('that names nothing known is its id', () => {
    expect(field_lines(field('workers', 'districts'), ['gone'], {}, admin_en, here)).toEqual(['gone']);
  });
});
