// The field app's words in the page's present language.
import { dictionary } from '../words/language.svelte.ts';
import { field_en } from './words_en.ts';
import { field_zh } from './words_zh.ts';

export const words = dictionary(field_en, field_zh);
