// Checks aligning and distributing by sizes that differ.
import { describe, expect, it } from 'vitest';
import { aligned, distributed, type Box } from './arrange';

const box = (id: string, x: number, y: number, width = 100, height = 60): Box => ({
  id,
  x,
  y,
  width,
  height,
});
const boxes = [box('a', 0, 0), box('b', 300, 40, 200), box('c', 130, 100, 100, 20)];

describe('aligning', () => {
  it.each([
    ['left', 'b 0,40 c 0,100'],
    ['right', 'a 400,0 c 400,100'],
    ['center', 'a 200,0 b 150,40 c 200,100'],
    ['top', 'b 300,0 c 130,0'],
    ['bottom', 'a 0,60 b 300,60'],
    ['middle', 'a 0,30 b 300,30 c 130,50'],
  ] as const)('to the %s', (how, expected) => {
    expect(
      aligned(boxes, how)
        .map(({ id, x, y }) => `${id} ${x},${y}`)
        .join(' '),
    ).toBe(expected);
  });

  it('moves nothing when there is one box, or all are in line', () => {
    expect(aligned([box('a', 5, 5)], 'left')).toEqual([]);
    expect(aligned([box('a', 5, 5), box('b', 5, 80)], 'left')).toEqual([]);
  });
});

it('distributing makes the gaps equal and keeps the outer boxes', () => {
  expect(distributed(boxes, 'x')).toEqual([{ id: 'c', x: 150, y: 100 }]);
  expect(distributed(boxes.slice(0, 2), 'x')).toEqual([]);
});
