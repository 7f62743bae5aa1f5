import { expect, it } from 'vitest';
import { shortened } from './text-room';

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
