// An incident as a relative follows it.
import { expect, test } from 'vitest';
import { steps_of } from '../src/family/unfolding.ts';

const line = (what: string, name?: string) => ({
  at: '2026-11-23T08:15:30.000Z',
  who: 'server',
  what,
  ...(name === undefined ? {} : { worker: { id: 'w1', name } }),
});

const base = { id: 'i1', state: 'arrived', kind: 'sos', opened_at: '2026-11-23T08:15:30.000Z' } as const;

test('tells what matters and leaves out who was asked in vain', () => {
  const history = ['opened', 'offered', 'expired', 'offered'].map((what) => line(what, '何婷'));
  const steps = steps_of({
    ...base,
    history: [...history, line('accepted', '陈梅'), line('departed', '陈梅'), line('arrived', '陈梅')],
  });
  expect(steps.map((step) => step.name)).toEqual(['opened', 'assigned', 'departed', 'arrived']);
});

test('tells five presses in a row once', () => {
  const steps = steps_of({ ...base, history: [line('opened'), ...Array.from({ length: 5 }, () => line('raised'))] });
  expect(steps.map((step) => step.name)).toEqual(['opened', 'raised']);
});

test('begins with the call even where no story is told', () => {
  expect(steps_of({ ...base })).toEqual([{ at: base.opened_at, name: 'opened', who: '' }]);
});
