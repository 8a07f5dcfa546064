// Administration's words in the page's present language.
import { dictionary } from '../words/language.svelte.ts';
import { overview_en } from './overview_words_en.ts';
import { overview_zh } from './overview_words_zh.ts';
import { planning_en } from './planning_words_en.ts';
import { planning_zh } from './planning_words_zh.ts';
import { provision_en } from './provision_words_en.ts';
import { provision_zh } from './provision_words_zh.ts';
import { records_en } from './records_words_en.ts';
import { records_zh } from './records_words_zh.ts';
import { safety_en } from './safety_words_en.ts';
import { safety_zh } from './safety_words_zh.ts';
import { admin_en } from './words_en.ts';
import { admin_zh } from './words_zh.ts';

export const words = dictionary(admin_en, admin_zh);
export const overview = dictionary(overview_en, overview_zh);
export const provision = dictionary(provision_en, provision_zh);
export const safety = dictionary(safety_en, safety_zh);
export const planning = dictionary(planning_en, planning_zh);
export const records = dictionary(records_en, records_zh);
