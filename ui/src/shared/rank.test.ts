// Checks the order of search results and what does not match at all.
import { expect, it } from 'vitest';
import { rank } from './rank';

const names = ['Start', 'End', 'Product OpenAPI', 'Restart', '威胁情报'];
const find = (query: string) => rank(query, names, (name) => [name]);

it.each([
  ['', names],
  ['start', ['Start', 'Restart']],
  ['open', ['Product OpenAPI']],
  ['poa', ['Product OpenAPI']],
  ['情报', ['威胁情报']],
  ['wxqb', ['威胁情报']],
  ['qb', ['威胁情报']],
  ['product xyz', []],
  ['zz', []],
])('%j finds %j', (query, expected) => {
  expect(find(query)).toEqual(expected);
});

it('puts a hit in the first text before one in the others', () => {
  const items = [
    ['other', 'call'],
    ['call', 'other'],
  ] as const;
  expect(rank('call', items, (item) => item)[0]).toBe(items[1]);
});
