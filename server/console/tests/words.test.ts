// Both languages are complete. That every key is there the compiler proves; here: that every word is really said.
import { expect, test } from 'vitest';
import { account_en } from '../src/account/words_en.ts';
import { account_zh } from '../src/account/words_zh.ts';
import { overview_en } from '../src/admin/overview_words_en.ts';
import { overview_zh } from '../src/admin/overview_words_zh.ts';
import { planning_en } from '../src/admin/planning_words_en.ts';
import { planning_zh } from '../src/admin/planning_words_zh.ts';
import { provision_en } from '../src/admin/provision_words_en.ts';
import { provision_zh } from '../src/admin/provision_words_zh.ts';
import { records_en } from '../src/admin/records_words_en.ts';
import { records_zh } from '../src/admin/records_words_zh.ts';
import { safety_en } from '../src/admin/safety_words_en.ts';
import { safety_zh } from '../src/admin/safety_words_zh.ts';
import { admin_en } from '../src/admin/words_en.ts';
import { admin_zh } from '../src/admin/words_zh.ts';
import { desk_en } from '../src/desk/words_en.ts';
import { plan_en } from '../src/desk/plan_words_en.ts';
import { plan_zh } from '../src/desk/plan_words_zh.ts';
import { desk_zh } from '../src/desk/words_zh.ts';
import { family_en } from '../src/family/words_en.ts';
import { family_zh } from '../src/family/words_zh.ts';
import { field_en } from '../src/field/words_en.ts';
import { field_zh } from '../src/field/words_zh.ts';
import { door_en } from '../src/signin/words_en.ts';
import { door_zh } from '../src/signin/words_zh.ts';
import { reasons_en } from '../src/words/reasons_en.ts';
import { reasons_zh } from '../src/words/reasons_zh.ts';
import { story_en } from '../src/words/story_en.ts';
import { story_zh } from '../src/words/story_zh.ts';
import { vital_signs_en } from '../src/words/vital_signs_en.ts';
import { vital_signs_zh } from '../src/words/vital_signs_zh.ts';
import { vitals_en } from '../src/vitals/words_en.ts';
import { vitals_zh } from '../src/vitals/words_zh.ts';
import { terms_en } from '../src/words/terms_en.ts';
import { terms_zh } from '../src/words/terms_zh.ts';

const pairs = {
  admin: [admin_en, admin_zh],
  overview: [overview_en, overview_zh],
  safety: [safety_en, safety_zh],
  provision: [provision_en, provision_zh],
  planning: [planning_en, planning_zh],
  records: [records_en, records_zh],
  account: [account_en, account_zh],
  desk: [desk_en, desk_zh],
  plan: [plan_en, plan_zh],
  family: [family_en, family_zh],
  field: [field_en, field_zh],
  door: [door_en, door_zh],
  reasons: [reasons_en, reasons_zh],
  story: [story_en, story_zh],
  terms: [terms_en, terms_zh],
  vitals: [vitals_en, vitals_zh],
  vital_signs: [vital_signs_en, vital_signs_zh],
} as const;

// Every text with its path; sentences with gaps are filled with marks.
function texts(words: unknown, path = ''): [string, string][] {
  if (typeof words === 'string') return [[path, words]];
  if (typeof words === 'function') {
    const gaps = Array.from({ length: words.length }, (_, index) => `‹${index}›`);
    return [[path, String((words as (...gaps: string[]) => unknown)(...gaps))]];
  }
  if (typeof words !== 'object' || words === null) return [];
  return Object.entries(words).flatMap(([key, value]) => texts(value, `${path}.${key}`));
}

test.each(Object.entries(pairs))('%s says everything in both languages', (_name, [en, zh]) => {
  const english = texts(en);
  const chinese = texts(zh);
  expect(chinese.map(([path]) => path).sort()).toEqual(english.map(([path]) => path).sort());
  expect(english.length).toBeGreaterThan(5);
  for (const [path, text] of [...english, ...chinese]) expect(text.trim(), path).not.toBe('');
});

test.each(Object.entries(pairs))('%s has no English left in its Chinese', (_name, [, zh]) => {
  const left = texts(zh).filter(([, text]) => /[A-Za-z]{3,}/.test(text.replaceAll(/Lamplight|‹\d›|\bNaN\b/g, '')));
  expect(left).toEqual([]);
});

test.each(Object.entries(pairs))('%s uses Chinese punctuation in Chinese', (_name, [, zh]) => {
  const wrong = texts(zh).filter(([, text]) => /[一-鿿][,;:!?]/.test(text));
  expect(wrong).toEqual([]);
});
