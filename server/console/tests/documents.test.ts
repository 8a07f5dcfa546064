// The descriptions of the API are ones that others' tools can read, and so is the page made of them.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { page_of, words_of, type Document } from '../tools/describe.ts';

const docs = join(import.meta.dirname, '../../../docs');
const document = JSON.parse(readFileSync(join(docs, 'openapi.json'), 'utf8')) as Document;

function lint(file: string): string {
  const here = join(import.meta.dirname, '..');
  return execFileSync(
    join(here, 'node_modules/.bin/redocly'),
    ['lint', '--config', join(here, 'tools/redocly.yaml'), '--format', 'json', file],
    {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
    },
  );
}

interface Found {
  problems: { message: string; severity: string }[];
}

test.each(['openapi.json', 'asyncapi.yaml'])('Redocly finds nothing wrong in %s', { timeout: 120_000 }, (name) => {
  const found = JSON.parse(lint(join(docs, name))) as Found;
  expect(found.problems.map((one) => `${one.severity}: ${one.message}`)).toEqual([]);
});

test('the page has every operation and every shape, and no script', () => {
  const page = page_of(document);
  for (const [path, item] of Object.entries(document.paths)) {
    expect(page).toContain(`<code>${path}</code>`);
    for (const method of ['get', 'post', 'patch', 'delete'] as const) {
      const operation = item[method];
      if (operation !== undefined)
        expect(page, `${method} ${path} has a tag that the page shows`).toContain(operation.summary);
    }
  }
  for (const name of Object.keys(document.components.schemas)) expect(page).toContain(`id="${name}"`);
  expect(page).not.toMatch(/<script|style=|onclick/);
});

test('a text of the description is text on the page', () => {
  expect(words_of({ enum: ['<b>'] })).toBe('<code>&lt;b&gt;</code>');
  expect(words_of({ type: 'array', items: { $ref: '#/components/schemas/Tick' } })).toBe(
    'list of <a href="#Tick">Tick</a>',
  );
});
