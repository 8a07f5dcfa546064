// Of a finding's words each reader gets the half in his language; other words are left alone.
import { expect, test } from 'vitest';
import { half_of } from '../src/model/two_languages.ts';

test.each([
  ['not heard for 3 min / 3分钟没有信号', 'not heard for 3 min', '3分钟没有信号'],
  ['pendant', 'pendant', 'pendant'],
  ['blood pressure 180 / 95', 'blood pressure 180 / 95', 'blood pressure 180 / 95'],
  ['厨房 / 卧室', '厨房 / 卧室', '厨房 / 卧室'],
  ['a / b / 三', 'a / b / 三', 'a / b / 三'],
])('“%s” is halved', (text, english, chinese) => {
  expect(half_of(text, 'en')).toBe(english);
  expect(half_of(text, 'zh')).toBe(chinese);
});
