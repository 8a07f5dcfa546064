// The plan of an incident: which step is done, by what, and by whom.
import { describe, expect, test } from 'vitest';
import { write_call } from '../src/desk/calls.ts';
import { next_step, plan_of, read_step, write_step, type Step, type StepName } from '../src/desk/plan.ts';
import { incident } from './incident_maker.ts';

const at = '2026-11-23T08:16:00.000Z';
const note = (detail: string, minute = 16) => ({
  at: `2026-11-23T08:${minute}:00.000Z`,
  who: 'u1',
  name: 'Wang Fang',
  what: 'note',
  detail,
});

function step(steps: readonly Step[], name: StepName): Step {
  const found = steps.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no step ${name}`);
  return found;
}

describe('a step ticks itself', () => {
  test('when the incident is taken', () => {
    const taken = plan_of(incident({ acknowledged_at: at, acknowledged_by: 'Wang Fang' }));
    expect(step(taken, 'take')).toEqual({ name: 'take', by_itself: true, done: { at, who: 'Wang Fang' } });
    expect(next_step(taken)?.name).toBe('speak');
  });

  test('when the resident was reached, not when she was not', () => {
    const missed = incident({ history: [note(write_call({ reached: false, whom: '李秀英', said: '' }))] });
    expect(step(plan_of(missed), 'speak').done).toBeNull();
    const reached = incident({ history: [note(write_call({ reached: true, whom: '李秀英', said: 'Well.' }))] });
    expect(step(plan_of(reached), 'speak').done?.who).toBe('Wang Fang');
  });

  test('when a contact was reached', () => {
    const resident = { id: 'r1', name: '李秀英', district: 'guzhen', contacts: [] };
    const daughter = { name: '陈静', relation: 'daughter', phone: '1' };
    const history = [note(write_call({ reached: true, whom: '陈静', said: '' }))];
    expect(step(plan_of(incident({ resident, history })), 'contact').done).toBeNull();
    const known = incident({ resident: { ...resident, contacts: [daughter] }, history });
    expect(step(plan_of(known), 'contact').done).not.toBeNull();
  });

  test('when somebody goes and is there, and not by what was before it was opened again', () => {
    const line = (what: string) => ({ at, who: 'w1', what, worker: { id: 'w1', name: '陈梅' } });
    const worker = { id: 'w1', name: '陈梅', eta_s: 300 };
    const there = incident({ worker, history: [line('accepted'), line('arrived')] });
    expect(step(plan_of(there), 'send').done?.who).toBe('陈梅');
    expect(step(plan_of(there), 'there').done?.who).toBe('陈梅');
    const again = incident({ history: [line('accepted'), line('arrived'), { ...line('reopened') }] });
    expect(step(plan_of(again), 'send').done).toBeNull();
    expect(step(plan_of(again), 'there').done).toBeNull();
  });

  test('and stays ticked at the end, when nobody holds it any more', () => {
    const line = (what: string) => ({ at, who: 'w1', what, worker: { id: 'w1', name: '陈梅' } });
    const ended = incident({ state: 'closed', history: [line('assigned'), line('arrived'), line('closed')] });
    expect(step(plan_of(ended), 'send').done?.who).toBe('陈梅');
    const taken_back = incident({ state: 'closed', history: [line('assigned'), line('released'), line('closed')] });
    expect(step(plan_of(taken_back), 'send').done).toBeNull();
    expect(step(plan_of(incident({ history: [line('assigned')] })), 'send').done).toBeNull();
  });
});

describe('a step ticked by hand', () => {
  test('is a note that every desk reads, and can be taken back', () => {
    const once = incident({ history: [note(write_step('ambulance', true))] });
    expect(step(plan_of(once), 'ambulance')).toMatchObject({ by_itself: false, done: { who: 'Wang Fang' } });
    const back = incident({
      history: [note(write_step('ambulance', true)), note(write_step('ambulance', false), 17)],
    });
    expect(step(plan_of(back), 'ambulance').done).toBeNull();
  });

  test('is not mistaken for another note, nor another note for it', () => {
    expect(read_step('step: done ambulance')).toEqual({ name: 'ambulance', done: true });
    expect(read_step('step: undone ambulance')).toEqual({ name: 'ambulance', done: false });
    expect(read_step('step: done something_else')).toBeNull();
    expect(read_step('The next step: done.')).toBeNull();
  });
});

test('a kind that nobody has planned for is treated as a call for help', () => {
  const names = plan_of(incident({ kind: 'something_new' })).map((one) => one.name);
  expect(names.slice(0, 2)).toEqual(['take', 'speak']);
  expect(names).toContain('send');
});
