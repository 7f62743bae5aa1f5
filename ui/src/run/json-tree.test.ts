// Checks that a tree shows what is unfolded, keeps values verbatim, and is walked by its keys.
import { describe, expect, it } from 'vitest';
import { prettyLines } from '../stores/row-text';
import { JsonTree } from './json-tree.svelte';

const JSON_TEXT = '{"Id":1823746190012345678,"Tags":[{"Key":"env","n":1.10},{}],"Empty":[]}';
const keys = (tree: JsonTree) => tree.lines.map((line) => line.key);

describe('a tree', () => {
  it('begins with the first level unfolded', () => {
    const tree = new JsonTree(JSON_TEXT);
    expect(keys(tree)).toEqual([null, 'Id', 'Tags', 'Empty']);
    expect(tree.lines[1]?.cell.text).toBe('1823746190012345678');
    expect(tree.lines[2]?.size).toBe(2);
  });

  it('opens at the value it is asked for', () => {
    const tree = new JsonTree(JSON_TEXT, ['Tags', 0, 'n']);
    expect(keys(tree)).toEqual([null, 'Id', 'Tags', 0, 'Key', 'n', 1, 'Empty']);
    expect(tree.line?.json).toBe('1.10');
  });

  it('is walked, unfolded and folded by keys', () => {
    const tree = new JsonTree(JSON_TEXT);
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowRight']) tree.press(key);
    expect(tree.line?.path).toEqual(['Tags', 0]);
    expect(tree.line?.isOpen).toBe(true);
    tree.press('ArrowLeft');
    expect(tree.line?.isOpen).toBe(false);
    tree.press('ArrowLeft');
    expect(tree.line?.path).toEqual(['Tags']);
    tree.press('End');
    expect(tree.line?.key).toBe('Empty');
    expect(tree.press('x')).toBe(false);
  });
});

it('raw text over several lines keeps every value as received', () => {
  expect(prettyLines('{"a":1.10,"b":[1E5,{"c":"x"}],"d":{}}')).toEqual([
    '{',
    '  "a": 1.10,',
    '  "b": [',
    '    1E5,',
    '    {',
    '      "c": "x"',
    '    }',
    '  ],',
    '  "d": {}',
    '}',
  ]);
  expect(prettyLines(' 5 ')).toEqual(['5']);
});
