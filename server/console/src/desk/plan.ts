// What to do about each kind of incident, step by step. Pure; plan_list.svelte shows it, its words are in words/.
//
// A step is ticked by what has happened (taken, reached by telephone, somebody there), or by hand: a note with a
// fixed beginning, so that every desk sees the same ticks and the record keeps who made them:
//   step: done|undone NAME
import type { HistoryLine, Incident } from '../api/shapes.ts';
import { is_ended } from '../model/urgency.ts';
import { read_call, speaking_device } from './calls.ts';

export const step_names = [
  'take',
  'speak',
  'fire_brigade',
  'ambulance',
  'police',
  'get_out',
  'do_not_lift',
  'neighbour',
  'contact',
  'search',
  'take_medicine',
  'measure_again',
  'turn_off',
  'high_risk_first',
  'utility',
  'agree_when',
  'check_device',
  'send',
  'there',
  'tell_family',
  'report',
] as const;

export type StepName = (typeof step_names)[number];

export interface Step {
  name: StepName;
  /** Ticked by what happens; a person can neither make the tick nor take it back. */
  by_itself: boolean;
  done: { at: string; who: string } | null;
}

// Ticked by their own commands only; the others a person may also tick by hand.
const by_command: readonly StepName[] = ['take', 'send', 'there', 'report'];

const fire: readonly StepName[] = ['take', 'fire_brigade', 'speak', 'get_out', 'neighbour', 'send', 'contact', 'there'];
const visit: readonly StepName[] = ['send', 'there', 'tell_family', 'report'];

const plans: Readonly<Record<string, readonly StepName[]>> = {
  sos: ['take', 'speak', 'ambulance', 'contact', ...visit],
  fall: ['take', 'speak', 'do_not_lift', 'ambulance', 'contact', ...visit],
  smoke: fire,
  gas: ['take', 'speak', 'get_out', 'fire_brigade', 'neighbour', 'send', 'contact', 'there', 'report'],
  co: ['take', 'speak', 'get_out', 'fire_brigade', 'ambulance', 'send', 'contact', 'there', 'report'],
  heat: fire,
  water: ['take', 'speak', 'turn_off', 'neighbour', 'send', 'there', 'report'],
  cold: ['take', 'speak', 'contact', ...visit],
  intruder: ['take', 'speak', 'police', 'contact', ...visit],
  wandering: ['take', 'speak', 'contact', 'neighbour', 'search', 'police', ...visit],
  bed_exit: ['take', 'speak', 'contact', ...visit],
  no_motion: ['take', 'speak', 'contact', 'neighbour', ...visit],
  medication_missed: ['take', 'speak', 'take_medicine', 'contact', 'report'],
  vital: ['take', 'speak', 'measure_again', 'ambulance', 'contact', ...visit],
  mains_lost: ['take', 'high_risk_first', 'utility', 'report'],
  battery_low: ['take', 'check_device', 'agree_when', 'report'],
  tamper: ['take', 'speak', 'check_device', 'report'],
  device_fault: ['take', 'speak', 'check_device', 'agree_when', 'report'],
  service: ['take', 'speak', 'agree_when', 'report'],
};
// Whatever it is, somebody may be asking for help.
const otherwise: readonly StepName[] = ['take', 'speak', 'contact', 'check_device', 'send', 'there', 'report'];

export function plan_of(incident: Incident): Step[] {
  const history = incident.history ?? [];
  return (plans[incident.kind] ?? otherwise).map((name) => {
    const happened = by_itself(name, incident, history);
    if (happened !== null) return { name, by_itself: true, done: happened };
    if (by_command.includes(name)) return { name, by_itself: true, done: null };
    return { name, by_itself: false, done: by_hand(name, history) };
  });
}

/** The first that nobody has done. */
export function next_step(steps: readonly Step[]): Step | null {
  return steps.find((step) => step.done === null) ?? null;
}

/** The first that a person may tick. */
export function next_to_tick(steps: readonly Step[]): Step | null {
  return steps.find((step) => step.done === null && !step.by_itself) ?? null;
}

export function write_step(name: StepName, done: boolean): string {
  return `step: ${done ? 'done' : 'undone'} ${name}`;
}

/** Null for every other note, and for a step that this console does not know. */
export function read_step(text: string): { name: StepName; done: boolean } | null {
  const match = /^step: (un)?done ([a-z_]+)$/.exec(text);
  const name = step_names.find((one) => one === match?.[2]);
  return match === null || name === undefined ? null : { name, done: match[1] === undefined };
}

function by_itself(name: StepName, incident: Incident, history: readonly HistoryLine[]): Step['done'] {
  switch (name) {
    case 'take':
      return incident.acknowledged_at === null
        ? null
        : { at: incident.acknowledged_at, who: incident.acknowledged_by ?? '' };
    case 'speak':
      return reached(history, (whom) => whom === incident.resident?.name || whom === speaking_device(incident));
    case 'contact':
      return reached(history, (whom) => (incident.resident?.contacts ?? []).some((one) => one.name === whom));
    case 'send':
      // Whoever was sent before somebody else is not meant; at the end nobody holds it, and she was sent all the same.
      return incident.worker === null && !is_ended(incident.state) ? null : sent(history);
    case 'there':
      return first(history, ['arrived']);
    case 'report':
      return first(history, ['resolved', 'closed']);
    default:
      return null;
  }
}

function reached(history: readonly HistoryLine[], is_meant: (whom: string) => boolean): Step['done'] {
  for (const line of history) {
    const call = line.what === 'note' ? read_call(line.detail ?? '') : null;
    if (call?.reached === true && is_meant(call.whom)) return { at: line.at, who: line.name ?? line.who };
  }
  return null;
}

function sent(history: readonly HistoryLine[]): Step['done'] {
  const given_back = history.findLastIndex((line) => line.what === 'released' || line.what === 'displaced');
  return first(history.slice(given_back + 1), ['assigned', 'accepted']);
}

// Of the present round: what was before it was opened again does not count.
function first(history: readonly HistoryLine[], whats: readonly string[]): Step['done'] {
  const from = history.findLastIndex((line) => line.what === 'reopened') + 1;
  const line = history.slice(from).find((one) => whats.includes(one.what));
  return line === undefined ? null : { at: line.at, who: line.worker?.name ?? line.name ?? line.who };
}

function by_hand(name: StepName, history: readonly HistoryLine[]): Step['done'] {
  const line = history.findLast((one) => one.what === 'note' && read_step(one.detail ?? '')?.name === name);
  if (line === undefined || read_step(line.detail ?? '')?.done !== true) return null;
  return { at: line.at, who: line.name ?? line.who };
}
