// The desk's words in the page's present language.
import { dictionary, language } from '../words/language.svelte.ts';
import type { District } from '../api/shapes.ts';
import { desk_en } from './words_en.ts';
import { desk_zh } from './words_zh.ts';
import { plan_en } from './plan_words_en.ts';
import { plan_zh } from './plan_words_zh.ts';

export const words = dictionary(desk_en, desk_zh);
export const plan_words = dictionary(plan_en, plan_zh);

/** A district by its name; by its id where the register does not have it. */
export function district_name(districts: readonly District[], id: string | undefined): string {
  const found = districts.find((one) => one.id === id);
  if (found === undefined) return id ?? '';
  return language() === 'zh' ? found.name : found.name_en;
}
