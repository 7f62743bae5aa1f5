import { expect, it } from 'vitest';
import { shortened, wrapped } from './text-room';

it.each([
  ['found', 5, 'found'],
  ['found, and no dry run', 8, 'found, …'],
  ['发现后门', 8, '发现后门'],
  ['发现后门', 6, '发现…'],
  ['found', 1, ''],
  ['', 4, ''],
])('%s in the room of %d letters is %s', (text, letters, expected) => {
  expect(shortened(text, letters)).toBe(expected);
});

it.each([
  ['one two three', 8, ['one two ', 'three']],
  ['封禁恶意地址', 4, ['封禁', '恶意', '地址']],
  ['a_word_longer_than_its_line and', 8, ['a_word_longer_than_its_line ', 'and']],
  ['', 8, []],
])('%s wraps at %d letters', (text, letters, expected) => {
  expect(wrapped(text, letters)).toEqual(expected);
});
