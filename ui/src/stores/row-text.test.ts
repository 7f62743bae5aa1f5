// Checks that rows are read without loss, whatever the JSON looks like.
import { describe, expect, it } from 'vitest';
import { readRow } from './row-text';

const cells = (json: string) =>
  [...readRow(json).entries()].map(([key, cell]) => [key, cell.kind, cell.text]);

describe('a row', () => {
  it('keeps numbers beyond 2^53 and their spelling', () => {
    expect(cells('{"Id": 1823746190012345678, "Rate":1.50}')).toEqual([
      ['Id', 'number', '1823746190012345678'],
      ['Rate', 'number', '1.50'],
    ]);
  });

  it('reads strings with escapes, commas and braces in them', () => {
    expect(cells('{"Na\\"me":"a,}\\u4e2d\\n","中":"文"}')).toEqual([
      ['Na"me', 'string', 'a,}中\n'],
      ['中', 'string', '文'],
    ]);
  });

  it('keeps nested values as their text', () => {
    expect(cells('{"a":[1,{"b":"]}"}], "c": {} ,"d":null,"e":true}')).toEqual([
      ['a', 'array', '[1,{"b":"]}"}]'],
      ['c', 'object', '{}'],
      ['d', 'null', 'null'],
      ['e', 'boolean', 'true'],
    ]);
  });

  it.each([
    ['{}', []],
    [' { } ', []],
    ['"i-1"', [['', 'string', 'i-1']]],
    ['[1,2]', [['', 'array', '[1,2]']]],
    ['42', [['', 'number', '42']]],
  ])('%s', (json, expected) => expect(cells(json)).toEqual(expected));
});
