// The family page's words in the page's present language.
import { dictionary } from '../words/language.svelte.ts';
import { family_en } from './words_en.ts';
import { family_zh } from './words_zh.ts';

export const words = dictionary(family_en, family_zh);
