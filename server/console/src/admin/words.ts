// Administration's words in the page's present language.
import { dictionary } from '../words/language.svelte.ts';
import { admin_en } from './words_en.ts';
import { admin_zh } from './words_zh.ts';

export const words = dictionary(admin_en, admin_zh);
