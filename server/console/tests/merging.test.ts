// What a merged record gains, and what of the other record it does not hold.
import { expect, test } from 'vitest';
import { merge_lines } from '../src/admin/merging.ts';
import type { Member } from '../src/admin/versions.ts';

const member = (name: string): Member => ({ name, label: name, lines: (value) => [String(value)] });

function told(kept: object, ending: object, merged: object): [string, boolean][] {
  const members = Object.keys({ ...kept, ...ending, ...merged }).map(member);
  return merge_lines(members, { ...kept }, { ...ending }, { ...merged }).map((one) => [one.member.name, one.left_out]);
}

test('a gap that is filled is a gain', () => {
  expect(told({ address: '' }, { address: '东街12号' }, { address: '东街12号' })).toEqual([['address', false]]);
});

test('what both say differently stays out, and is said', () => {
  expect(told({ born: '1939-01-01' }, { born: '1940-01-01' }, { born: '1939-01-01' })).toEqual([['born', true]]);
});

test('what is alike, or empty in the other, is not worth a line', () => {
  expect(
    told(
      { name: 'A', pets: 'a cat', archived: true },
      { name: 'A', pets: '', archived: false },
      { name: 'A', pets: 'a cat', archived: true },
    ),
  ).toEqual([]);
});

test('lists that are joined hold both, people by their telephone', () => {
  const daughter = { id: 'c1', name: '女儿', phone: '1' };
  const again = { id: 'c9', name: '女儿', phone: '1' };
  const nephew = { id: 'c8', name: '侄子', phone: '2' };
  expect(told({ contacts: [daughter] }, { contacts: [again, nephew] }, { contacts: [daughter, nephew] })).toEqual([
    ['contacts', false],
  ]);
  expect(told({ contacts: [daughter] }, { contacts: [again] }, { contacts: [daughter] })).toEqual([]);
  expect(told({ notes: '住三楼' }, { notes: '养狗' }, { notes: '住三楼\n养狗' })).toEqual([['notes', false]]);
  expect(told({ needs: ['a'] }, { needs: ['b'] }, { needs: ['a'] })).toEqual([['needs', true]]);
});
