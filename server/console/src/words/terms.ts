// The shared words in the page's present language, and the names of things that may be new to us.
import { dictionary, language } from './language.svelte.ts';
import { terms_en, type Terms } from './terms_en.ts';
import { terms_zh } from './terms_zh.ts';

export const terms = dictionary(terms_en, terms_zh);

/** A kind that this console does not know is shown as it came, never hidden. */
export function kind_name(kind: string): string {
  return kind in terms().kind ? terms().kind[kind as keyof Terms['kind']] : kind;
}

export function skill_name(skill: string): string {
  return skill in terms().skill ? terms().skill[skill as keyof Terms['skill']] : skill.replaceAll('_', ' ');
}

export function room_name(room: string): string {
  return room in terms().room ? terms().room[room as keyof Terms['room']] : room.replaceAll('_', ' ');
}

/** Several words as one list, with the language's own comma. */
export function listed(words: readonly string[]): string {
  return words.join(language() === 'zh' ? '、' : ', ');
}

/** Tens of metres nearby, then kilometres with one decimal. */
export function distance_words(metres: number): string {
  return metres < 950 ? terms().metres(Math.round(metres / 10) * 10) : terms().kilometres((metres / 1000).toFixed(1));
}
