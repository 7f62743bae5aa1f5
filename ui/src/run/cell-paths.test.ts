// Checks that what is copied means the value that was clicked, and that nothing is copied that would not.
import { describe, expect, it } from 'vitest';
import { conditionOf, expressionOf, jsonPathOf, readPath } from './cell-paths';

describe('an expression', () => {
  it('goes over all rows and all items of lists', () => {
    expect(expressionOf('scan', ['InstanceId'])).toBe('${scan.datalist.*.InstanceId}');
    expect(expressionOf('scan', ['Tags', 0, 'Key'])).toBe('${scan.datalist.*.Tags.*.Key}');
    expect(expressionOf('查询', ['名称'])).toBe('${查询.datalist.*.名称}');
    expect(expressionOf('scan', [])).toBe('${scan.datalist.*}');
  });

  it.each([['a.b'], ['a}'], [' a'], [''], ['a{']])('is not made of the name %j', (name) => {
    expect(expressionOf('scan', [name])).toBeNull();
  });
});

describe('a JSONPath', () => {
  it('names the row and quotes odd names', () => {
    expect(jsonPathOf(12, ['Tags', 0, 'a b'])).toBe("$[12].Tags[0]['a b']");
    expect(jsonPathOf(0, ["it's\\"])).toBe("$[0]['it\\'s\\\\']");
  });

  it('is read back as the engine writes it', () => {
    const path = ['Tags', 0, 'a b', "it's", '名称'];
    expect(readPath(".Tags[0]['a b']['it\\'s'].名称")).toEqual(path);
    expect(readPath('')).toEqual([]);
  });
});

it('a condition compares with the value as received', () => {
  expect(conditionOf(['Id'], '1823746190012345678')).toBe('@.Id == 1823746190012345678');
  expect(conditionOf(['Name'], '"a \\"b\\""')).toBe('@.Name == "a \\"b\\""');
  expect(conditionOf(['Tags'], '[]')).toBeNull();
});
