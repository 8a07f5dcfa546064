// The server's phrases and refusals, read from the server's own source, so that none stays in one language.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { planning_zh } from '../src/admin/planning_words_zh.ts';
import { read_reason } from '../src/model/reasons.ts';
import { terms_zh } from '../src/words/terms_zh.ts';

test.each([
  ['6 min away', { is: 'away', minutes: 6 }],
  ['has lifting', { is: 'has', skill: 'lifting' }],
  ['lacks nursing', { is: 'lacks', skill: 'nursing' }],
  ['comes with van', { is: 'vehicle', vehicle: 'van' }],
  ['comes without stretcher', { is: 'no_vehicle', vehicle: 'stretcher' }],
  ['speaks yue', { is: 'speaks', language: 'yue' }],
  ['does not speak yue', { is: 'no_language', language: 'yue' }],
  ['knows the resident', { is: 'knows' }],
  ['load +5 min', { is: 'load', minutes: 5 }],
  ['busy with i123', { is: 'busy', with: 'i123' }],
  ['the resident asks for a female worker', { is: 'gender', with: 'female' }],
  ['off duty', { is: 'off_duty' }],
  ['came by parachute', { is: 'words', words: 'came by parachute' }],
])('“%s” is understood', (phrase, reason) => {
  expect(read_reason(phrase)).toEqual(reason);
});

// A phrase that is changed or added over there must be learned here.
test('every phrase the server can say is understood', () => {
  const eligibility = readFileSync(new URL('../../../dispatch/eligibility.cpp', import.meta.url), 'utf8');
  const words_of = eligibility.slice(eligibility.indexOf('std::string words_of('));
  const refusals = [...words_of.matchAll(/case Refusal::\w+: return (.*);/g)].map((match) =>
    (match[1] ?? '').replaceAll(' + ', '').replaceAll('"', '').replaceAll('why_not.detail', 'female'),
  );
  const costing = readFileSync(new URL('../../../dispatch/costing.cpp', import.meta.url), 'utf8');
  const terms = [...costing.matchAll(/case CostTerm::\w+:\s+return "(\w+)";/g)]
    .map((match) => match[1] ?? '')
    .filter((term) => term !== 'travel')
    .map((term) => `${term} +5 min`);
  expect(refusals.length).toBeGreaterThan(8);
  expect(terms.length).toBeGreaterThan(5);
  const unknown = [...refusals, ...terms].filter((phrase) => read_reason(phrase).is === 'words');
  expect(unknown).toEqual([]);
});

test('every reason for which the server refuses a command has its sentence', () => {
  const folder = new URL('../../../dispatch/', import.meta.url);
  const sources = readdirSync(folder).filter((name) => name.endsWith('.cpp'));
  const text = sources.map((name) => readFileSync(new URL(name, folder), 'utf8')).join('');
  const codes = new Set([...text.matchAll(/Forbidden\{"(\w+)"/g)].map((match) => match[1] ?? ''));
  expect(codes.size).toBeGreaterThan(8);
  expect([...codes].filter((code) => !(code in terms_zh.refusal))).toEqual([]);
});

test('every class of data that is kept for a time has its name', () => {
  const text = readFileSync(new URL('../../../db/retention.cpp', import.meta.url), 'utf8');
  const classes = [...text.matchAll(/^ {4}\{"(\w+)", k_count/gm)].map((match) => match[1] ?? '');
  expect(classes.length).toBeGreaterThan(5);
  expect(classes.filter((name) => !(name in planning_zh.kept.name))).toEqual([]);
});

test('every conflict that the server may answer with has its sentence', () => {
  const folder = new URL('../../http/', import.meta.url);
  const sources = readdirSync(folder).filter((name) => name.endsWith('.cpp'));
  const text = sources.map((name) => readFileSync(new URL(name, folder), 'utf8')).join('');
  const codes = new Set([...text.matchAll(/conflict\("([\w-]+)"/g)].map((match) => match[1] ?? ''));
  expect(codes.size).toBeGreaterThan(10);
  expect([...codes].filter((code) => !(code in terms_zh.refusal))).toEqual([]);
});
