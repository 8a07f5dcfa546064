// A care worker on the scene who needs more: a second person, an ambulance. Pure; the phone asks, the desk answers.
//
// The API has no word for it, so it is a note with a fixed beginning, like a call's:
//   help: asked|answered second_person|ambulance
import type { HistoryLine, Instant } from '../api/shapes.ts';

export type Help = 'second_person' | 'ambulance';

export const helps: readonly Help[] = ['second_person', 'ambulance'];

export interface Asked {
  help: Help;
  at: Instant;
  /** Who asks, by name. */
  who: string;
}

export function write_help(help: Help, answered: boolean): string {
  return `help: ${answered ? 'answered' : 'asked'} ${help}`;
}

/** Null for every other note. */
export function read_help(text: string): { help: Help; answered: boolean } | null {
  const match = /^help: (asked|answered) (\w+)$/.exec(text);
  const help = helps.find((one) => one === match?.[2]);
  return match === null || help === undefined ? null : { help, answered: match[1] === 'answered' };
}

/** What has been asked for and no dispatcher has answered yet, oldest first. */
export function open_asks(history: readonly HistoryLine[]): Asked[] {
  const open = new Map<Help, Asked>();
  for (const line of history) {
    const said = line.what === 'note' ? read_help(line.detail ?? '') : null;
    if (said === null) continue;
    if (said.answered) open.delete(said.help);
    else if (!open.has(said.help)) open.set(said.help, { help: said.help, at: line.at, who: line.name ?? line.who });
  }
  return [...open.values()];
}
