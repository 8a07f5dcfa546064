// The account page's words in the page's present language.
import { dictionary } from '../words/language.svelte.ts';
import { account_en } from './words_en.ts';
import { account_zh } from './words_zh.ts';

export const words = dictionary(account_en, account_zh);
