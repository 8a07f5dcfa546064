// Six digits however they were typed, and the time that a code has.
import { expect, test } from 'vitest';
import { again_in_s, digits_of, over, type AskedCode } from '../src/signin/code_ask.ts';

const asked: AskedCode = { ask: 'a', asked_at: 1_000_000, expires_in_s: 600, again_in_s: 60, attempts: 0 };

test('the digits are read out of what was typed, pasted or written full width', () => {
  expect(digits_of('042 195')).toBe('042195');
  expect(digits_of('０４２１９５')).toBe('042195');
  expect(digits_of('042195 is your Lamplight sign-in code, good for 10 minutes.')).toBe('042195');
  expect(digits_of('none')).toBe('');
});

test('another code may be asked for after a minute, counted in whole seconds', () => {
  expect(again_in_s(asked, 1_000_000)).toBe(60);
  expect(again_in_s(asked, 1_059_001)).toBe(1);
  expect(again_in_s(asked, 1_060_000)).toBe(0);
  expect(again_in_s(asked, 9_000_000)).toBe(0);
});

test('a code is over after ten minutes, or after five attempts', () => {
  expect(over(asked, 1_599_999)).toBe(null);
  expect(over(asked, 1_600_000)).toBe('expired');
  expect(over({ ...asked, attempts: 4 }, 1_000_000)).toBe(null);
  expect(over({ ...asked, attempts: 5 }, 1_000_000)).toBe('tried');
});
