// What the source must keep to (style.md 13, 14, 18), read from the source itself.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const roles = ['desk', 'field', 'family', 'admin', 'signin', 'account'];

interface Source {
  path: string;
  text: string;
}

function sources(folder: string): Source[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|svelte|css)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: relative(root, path), text: readFileSync(path, 'utf8') }));
}

const shipped = sources('src');
const all = [...shipped, ...sources('tests'), ...sources('e2e'), ...sources('tools')];
const code = shipped.filter((source) => /\.(ts|svelte)$/.test(source.path));

function imports_of(source: Source): string[] {
  return [...source.text.matchAll(/from '(\.[^']+)'/g)].map((match) =>
    relative(root, resolve(root, dirname(source.path), match[1] ?? '')),
  );
}

const folder_of = (path: string): string => path.split('/')[1] ?? '';

test('there is a source to look at', () => {
  expect(code.length).toBeGreaterThan(40);
});

test('no role imports another role', () => {
  const wrong = code.flatMap((source) =>
    imports_of(source)
      .filter((target) => roles.includes(folder_of(source.path)) && roles.includes(folder_of(target)))
      .filter((target) => folder_of(target) !== folder_of(source.path))
      .map((target) => `${source.path} imports ${target}`),
  );
  expect(wrong).toEqual([]);
});

test('what all share imports no role', () => {
  const wrong = code.filter(
    (source) =>
      !roles.includes(folder_of(source.path)) && imports_of(source).some((target) => roles.includes(folder_of(target))),
  );
  expect(wrong.map((source) => source.path)).toEqual([]);
});

test('only src/api touches the network', () => {
  const reaches = /\bfetch\(|new EventSource|XMLHttpRequest|sendBeacon|new WebSocket/;
  const wrong = code.filter((source) => folder_of(source.path) !== 'api' && reaches.test(source.text));
  expect(wrong.map((source) => source.path)).toEqual([]);
});

test('the model knows neither the screen nor the network', () => {
  const wrong = code.filter(
    (source) => folder_of(source.path) === 'model' && /\bdocument\.|\bwindow\.|\bfetch\(|\$state/.test(source.text),
  );
  expect(wrong.map((source) => source.path)).toEqual([]);
});

describe.each([
  ['any', /[:<,|&]\s*any\b|\bas any\b/],
  ['a suppressed error', /@ts-(ignore|expect-error|nocheck)/],
  ['an export of another file', /^export \* from|^export \{[^}]*\} from/m],
  ['markup from a string', /\{@html|innerHTML/],
  ['a style attribute', /\sstyle="/],
])('no file has %s', (_what, pattern) => {
  test('anywhere', () => {
    const here = (source: Source): boolean =>
      !source.path.endsWith('architecture.test.ts') && pattern.test(source.text);
    expect(all.filter(here).map((source) => source.path)).toEqual([]);
  });
});

test('every file opens by saying what it is', () => {
  const silent = all.filter((source) => !/^(\/\/ |\/\* |<!-- )[A-Z`]/.test(source.text));
  expect(silent.map((source) => source.path)).toEqual([]);
});

test('no file is longer than 400 lines, no line than 120 characters', () => {
  const long = all.filter((source) => source.text.split('\n').length > 400).map((source) => source.path);
  expect(long).toEqual([]);
  const wide = all.flatMap((source) =>
    source.text.split('\n').flatMap((line, index) => (line.length > 120 ? [`${source.path}:${index + 1}`] : [])),
  );
  expect(wide).toEqual([]);
});

test('nothing is loaded from elsewhere', () => {
  const outside = shipped.filter((source) => /https?:\/\/(?!www\.w3\.org)/.test(source.text));
  expect(outside.map((source) => source.path)).toEqual([]);
});
