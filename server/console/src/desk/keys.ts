// The desk's keys. Pure: which key means what, and when a key means nothing.

export type Act =
  | 'next'
  | 'previous'
  | 'acknowledge'
  | 'offer'
  | 'assign'
  | 'reached'
  | 'not_reached'
  | 'tick'
  | 'answer_help'
  | 'note'
  | 'escalate'
  | 'close'
  | 'cancel'
  | 'reopen'
  | 'new_call'
  | 'undo'
  | 'record'
  | 'photos'
  | 'map'
  | 'sound'
  | 'keys';

export const keys: Readonly<Record<Act, string>> = {
  next: 'j',
  previous: 'k',
  acknowledge: 'a',
  offer: 'o',
  assign: 's',
  reached: 't',
  not_reached: 'u',
  tick: 'd',
  answer_help: 'h',
  note: 'n',
  escalate: 'e',
  close: 'c',
  cancel: 'x',
  reopen: 'r',
  new_call: 'i',
  undo: 'z',
  record: 'v',
  photos: 'p',
  map: 'm',
  sound: 'b',
  keys: '?',
};

const acts = new Map(Object.entries(keys).map(([act, key]) => [key, act as Act]));
acts.set('ArrowDown', 'next');
acts.set('ArrowUp', 'previous');

export interface Pressed {
  key: string;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
}

/** Nothing while somebody writes, and nothing of the browser's own combinations. */
export function act_of(pressed: Pressed, writing: boolean): Act | null {
  if (writing || pressed.ctrlKey || pressed.altKey || pressed.metaKey) return null;
  return acts.get(pressed.key.length === 1 ? pressed.key.toLowerCase() : pressed.key) ?? null;
}

/** A digit chooses a number to call, counted from 1; null for every other key. */
export function digit_of(pressed: Pressed, writing: boolean): number | null {
  if (writing || pressed.ctrlKey || pressed.altKey || pressed.metaKey) return null;
  return /^[1-9]$/.test(pressed.key) ? Number(pressed.key) : null;
}
