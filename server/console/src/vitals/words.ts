// The words of vital signs and routine in the page's present language.
import { dictionary } from '../words/language.svelte.ts';
import { vitals_en } from './words_en.ts';
import { vitals_zh } from './words_zh.ts';

export const words = dictionary(vitals_en, vitals_zh);
