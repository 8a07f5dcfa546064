// Administration's model: what a change is made of, ladders in words, weeks and their holes, months.
import { describe, expect, test } from 'vitest';
import { change_of, draft_of } from '../src/admin/columns.ts';
import { clock_minutes, minutes_of_clock, moved_up, step_words } from '../src/admin/ladder.ts';
import { month_span, months_back, seconds_words } from '../src/admin/report.ts';
import { least_of, roster_of, week_of } from '../src/admin/roster.ts';
import { end_of_day, last_day } from '../src/model/moments.ts';
import { admin_en } from '../src/admin/words_en.ts';
import { admin_zh } from '../src/admin/words_zh.ts';

describe('a change of a register', () => {
  const device = {
    id: 'd1',
    model: 'pendant',
    district: 'guyi',
    resident: 'r1',
    room: '',
    interval_s: 900,
    version: 3,
  };

  test('names what differs, and nothing else', () => {
    const draft = draft_of('devices', device);
    expect(change_of('devices', device, draft)).toEqual({});
    expect(change_of('devices', device, { ...draft, room: 'hall' })).toEqual({ room: 'hall' });
  });

  test('says that a device belongs to nobody', () => {
    const draft = draft_of('devices', device);
    expect(change_of('devices', device, { ...draft, resident: '' })).toEqual({ resident: null });
  });

  test('says until when skills hold, and of none that was taken away', () => {
    const worker = { id: 'w1', name: 'A', skills: ['lifting', 'nursing'], skill_expiry: {}, version: 1 };
    const until = { lifting: end_of_day('2027-03-31'), nursing: end_of_day('2027-04-30') };
    expect(last_day(until.lifting)).toBe('2027-03-31');
    const draft = { ...draft_of('workers', worker), skill_expiry: until };
    expect(change_of('workers', worker, draft)).toEqual({ skill_expiry: until });
    expect(change_of('workers', worker, { ...draft, skills: ['lifting'] })).toEqual({
      skills: ['lifting'],
      skill_expiry: { lifting: until.lifting },
    });
    const dated = { ...worker, skill_expiry: until };
    expect(change_of('workers', dated, { ...draft_of('workers', dated), skill_expiry: {} })).toEqual({
      skill_expiry: {},
    });
    expect(change_of('workers', null, { ...draft_of('workers', null), name: 'B' })).toEqual({ name: 'B' });
  });

  test('never writes a secret that was not typed, nor the id', () => {
    const user = { id: 'u1', username: 'a', name: 'A', role: 'family', person: '', language: 'zh', disabled: false };
    const draft = draft_of('users', user);
    expect(change_of('users', user, { ...draft, name: 'B' })).toEqual({ name: 'B' });
    expect(change_of('users', user, { ...draft, password: 'ten letters' })).toEqual({ password: 'ten letters' });
  });

  test('of a new one leaves out what was left empty', () => {
    const draft = { ...draft_of('skills', null), name: '搬抬', name_en: 'lifting' };
    expect(change_of('skills', null, draft)).toEqual({ name: '搬抬', name_en: 'lifting' });
  });

  test('writes contacts whole, without what nobody knows', () => {
    const contacts = [{ id: 'c1', name: '陈静', relation: '女儿', phone: '1', language: null, has_key: true }];
    const resident = { id: 'r1', name: '李秀英', district: 'guyi', place: { lat: 1, lon: 2 }, contacts };
    const draft = { ...draft_of('residents', resident), contacts: [...contacts].reverse().concat(contacts) };
    expect(change_of('residents', resident, draft)['contacts']).toEqual([
      { id: 'c1', name: '陈静', relation: '女儿', phone: '1', has_key: true },
      { id: 'c1', name: '陈静', relation: '女儿', phone: '1', has_key: true },
    ]);
  });
});

test('away dates and services are written whole; what is left open is not said', () => {
  const owed = { what: 'Meals', organisation: '', from: null, until: '2027-12-31' };
  const away = { from: '2027-02-01T00:00:00.000Z', until: '2027-02-14T10:00:00.000Z', words: '' };
  const resident = { id: 'r1', name: '李秀英', district: 'guyi', place: { lat: 1, lon: 2 }, away: [away] };
  const draft = { ...draft_of('residents', resident), entitlements: [owed] };
  expect(change_of('residents', resident, draft)).toEqual({
    entitlements: [{ what: 'Meals', until: '2027-12-31' }],
  });
  expect(change_of('residents', resident, { ...draft, entitlements: [], away: [] })).toEqual({ away: [] });
});

test('a ladder reads as sentences in both languages, and its steps change places', () => {
  const offer = { action: 'offer', width: 3, wait_ms: 45_000 } as const;
  const call = { action: 'contacts', width: 1, wait_ms: 60_000 } as const;
  expect(step_words(offer, admin_en)).toBe('Offer to the next 3 together · 45 s');
  expect(step_words(call, admin_zh)).toBe('按顺序联系紧急联系人 · 60秒');
  expect(step_words({ ...offer, loudness: 'quiet' }, admin_en)).toBe('Offer to the next 3 together · 45 s · quiet');
  expect(step_words({ ...offer, loudness: 'normal' }, admin_en)).toBe('Offer to the next 3 together · 45 s');
  expect(moved_up([offer, call], 1)).toEqual([call, offer]);
  expect(moved_up([offer, call], 0)).toEqual([offer, call]);
});

describe('the roster', () => {
  const days = week_of(Date.parse('2026-11-25T12:00:00'), 0);
  const at_ms = (day: number, hour: number): number => (days[day] ?? 0) + hour * 3_600_000;
  const at = (day: number, hour: number): string => new Date(at_ms(day, hour)).toISOString();

  test('begins on Monday', () => {
    expect(new Date(days[0] ?? 0).getDay()).toBe(1);
    expect(days).toHaveLength(7);
    expect(week_of(Date.parse('2026-11-25T12:00:00'), 1)[0]).toBeGreaterThan(days[6] ?? 0);
  });

  test('counts who works through each hour, over midnight too', () => {
    const night = { id: 's1', worker: 'w1', start: at(0, 20), end: at(1, 8) };
    const { cover, rows } = roster_of([night], days, at_ms(6, 0));
    expect(cover[0]?.slice(18)).toEqual([null, null, 1, 1, 1, 1]);
    expect(cover[1]?.slice(0, 10)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 0, 0]);
    expect(rows.get('w1')?.map((own) => own.length)).toEqual([1, 0, 0, 0, 0, 0, 0]);
  });

  test('knows nothing of the hours before the first shift, and does not call them holes', () => {
    const first = { id: 's1', worker: 'w1', start: at(2, 8), end: at(2, 16) };
    const { cover } = roster_of([first], days, at_ms(4, 0));
    expect(cover.map(least_of)).toEqual([null, null, 0, 0, 0, 0, 0]);
    expect(cover[2]?.slice(6, 10)).toEqual([null, null, 1, 1]);
  });

  test('calls it a hole that nobody is to work ahead, though there never was a shift', () => {
    const { cover } = roster_of([], days, at_ms(2, 0));
    expect(cover.map(least_of)).toEqual([null, null, 0, 0, 0, 0, 0]);
  });

  test('does not count half an hour as an hour', () => {
    const late = { id: 's1', worker: 'w1', start: at(0, 8.5), end: at(0, 10) };
    expect(roster_of([late], days, at_ms(6, 0)).cover[0]?.slice(8, 11)).toEqual([null, 1, 0]);
  });
});

test('months go back over the year, and end where the next begins', () => {
  expect(months_back(Date.parse('2026-02-15T12:00:00'), 3)).toEqual(['2026-02', '2026-01', '2025-12']);
  expect(month_span('2025-12').to).toBe(month_span('2026-01').from);
  expect(seconds_words(75)).toBe('1:15');
  expect(seconds_words(null)).toBe('–');
});

test('business hours are said by the clock, and a day ends with its last minute', () => {
  expect(clock_minutes(510)).toBe('08:30');
  expect(clock_minutes(1440)).toBe('23:59');
  expect(minutes_of_clock('08:30')).toBe(510);
});
