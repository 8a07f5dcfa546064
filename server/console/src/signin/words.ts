// The door's words in the page's present language.
import { dictionary } from '../words/language.svelte.ts';
import { door_en } from './words_en.ts';
import { door_zh } from './words_zh.ts';

export const words = dictionary(door_en, door_zh);
