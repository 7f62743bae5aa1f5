// Checks the reader of typed JSON: same values as JSON.parse, places of mistakes, exact numbers.
import { describe, expect, it } from 'vitest';
import { exactNumber, printJson, readJson } from './json-text';

describe('readJson', () => {
  it.each([
    '{"a": [1, -2.5e3, true, false, null, "x\\n\\u00e9\\"", {}], "": []}',
    ' [ ] ',
    '"text"',
    '0.1',
    '{"__proto__": {"x": 1}}',
  ])('reads %s as JSON.parse does', (text) => {
    expect(JSON.stringify(readJson(text))).toBe(JSON.stringify({ value: JSON.parse(text) }));
  });

  it.each([
    ['{"a": 1,}', 1, 9],
    ['{\n  "a": [1\n}', 3, 1],
    ['', 1, 1],
    ['[1] 2', 1, 5],
    ['[01]', 1, 3],
    ["{'a': 1}", 1, 2],
    ['"open', 1, 1],
  ])('says where reading %j stopped', (text, line, column) => {
    expect(readJson(text)).toEqual({ line, column });
  });

  it('refuses text nested deeper than a stack should be trusted with', () => {
    expect(readJson('['.repeat(5000))).toHaveProperty('column');
  });

  it('keeps digits that JavaScript numbers would lose', () => {
    expect(readJson('{"id": 9007199254740993, "small": 9007199254740991}')).toEqual({
      value: { id: '9007199254740993', small: 9007199254740991 },
    });
  });
});

describe('exactNumber', () => {
  it.each([
    ['1.0', 1],
    ['1e3', 1000],
    ['0.1', 0.1],
    ['-0', -0],
    ['12345678901234567890', '12345678901234567890'],
    ['0.12345678901234567890123', '0.12345678901234567890123'],
    ['1e400', '1e400'],
  ])('%s is %j', (text, expected) => {
    expect(exactNumber(text)).toBe(expected);
  });
});

it('what is printed reads back equal', () => {
  const value = { list: [1, 'a', { b: null }] };
  expect(readJson(printJson(value))).toEqual({ value });
});
