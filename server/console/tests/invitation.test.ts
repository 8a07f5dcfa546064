// The link to a password, and what may be one.
import { expect, test } from 'vitest';
import { own_link } from '../src/parts/paths.ts';
import { name_of, password_fault, token_of } from '../src/signin/invitation.ts';

test('the token is read from behind the #, and nothing else is taken for one', () => {
  expect(token_of('#invitation=abcdefghijklmnop_-1234')).toBe('abcdefghijklmnop_-1234');
  expect(token_of('#invitation=')).toBeNull();
  expect(token_of('#invitation=<script>')).toBeNull();
  expect(token_of('')).toBeNull();
});

test("a relative's own link carries her name, whatever it is", () => {
  for (const name of ['u-f-1', '李 娟', 'a&b=c#d%'])
    expect(name_of(new URL(own_link('https://a.example', name)).hash)).toBe(name);
  expect(name_of('#name=')).toBeNull();
  expect(name_of('#name=%')).toBeNull();
  expect(name_of('#invitation=abcdefghijklmnop_-1234')).toBeNull();
});

test('a password is long enough and typed twice alike', () => {
  expect(password_fault('short', 'short')).toBe('short');
  expect(password_fault('long enough 1', 'long enough 2')).toBe('differ');
  expect(password_fault('long enough 1', 'long enough 1')).toBeNull();
  // Chinese words count by their bytes, as the server counts them.
  expect(password_fault('灯亮着人', '灯亮着人')).toBeNull();
});
