// The names and units of what is measured, in the page's present language. Used by the vital signs and the family page.
import { dictionary } from './language.svelte.ts';
import { vital_signs_en } from './vital_signs_en.ts';
import { vital_signs_zh } from './vital_signs_zh.ts';

const words = dictionary(vital_signs_en, vital_signs_zh);

/** What is not known here is shown as it came. */
export function vital_name(name: string): string {
  return words().name[name] ?? name.replaceAll('_', ' ');
}

/** A value with its unit: "72 /min". */
export function vital_words(name: string, value: number | string): string {
  return `${value} ${words().unit[name] ?? ''}`.trim();
}
