// An incident as a relative follows it.
import { expect, test } from 'vitest';
import { steps_of } from '../src/family/unfolding.ts';

const line = (what: string) => ({ at: '2026-11-23T08:15:30.000Z', who: '', what });

const base = { id: 'i1', state: 'arrived', kind: 'sos', opened_at: '2026-11-23T08:15:30.000Z' } as const;
const worker = { name: '陈梅', eta_s: 300 };

test('tells what matters, and who goes', () => {
  const history = ['opened', 'acknowledged', 'accepted', 'departed', 'arrived'].map(line);
  const steps = steps_of({ ...base, worker, history });
  expect(steps.map((step) => step.name)).toEqual(['opened', 'acknowledged', 'assigned', 'departed', 'arrived']);
  expect(steps.at(-1)?.who).toBe('陈梅');
});

test('does not tell the name of who came now as that of who gave it back', () => {
  const history = ['opened', 'accepted', 'released', 'assigned'].map(line);
  expect(steps_of({ ...base, worker, history }).map((step) => step.who)).toEqual(['', '', '陈梅']);
});

test('tells five presses in a row once', () => {
  const steps = steps_of({ ...base, history: [line('opened'), ...Array.from({ length: 5 }, () => line('raised'))] });
  expect(steps.map((step) => step.name)).toEqual(['opened', 'raised']);
});

test('begins with the call even where no story is told', () => {
  expect(steps_of({ ...base })).toEqual([{ at: base.opened_at, name: 'opened', who: '' }]);
});
