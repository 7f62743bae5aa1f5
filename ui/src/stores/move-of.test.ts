// Checks when a move is told as one distance, and that it then says the same.
import { expect, it } from 'vitest';
import type { Position } from '../generated/contract';
import { moveOf } from './move-of';

const places = new Map<string, Position>([
  ['a', { x: 0, y: 0 }],
  ['b', { x: 100, y: 50 }],
  ['c', { x: 0.1, y: 0.2 }],
]);
const placeOf = (id: string) => places.get(id);
const to = (node: string, x: number, y: number) => ({ node, position: { x, y } });

it('tells nodes that keep their places to each other by one distance', () => {
  expect(moveOf([to('a', 10, -20), to('b', 110, 30)], placeOf)).toEqual({
    together: { nodes: ['a', 'b'], dx: 10, dy: -20 },
  });
});

it.each([
  ['one node', [to('a', 10, 0)]],
  ['nodes that move apart', [to('a', 10, 0), to('b', 111, 50)]],
  ['a node that stands nowhere yet', [to('a', 10, 0), to('new', 10, 0)]],
  ['nodes that stand nowhere yet', [to('new', 10, 0), to('a', 10, 0)]],
  ['a sum that would be rounded', [to('a', 0.7, 0), to('c', 0.8, 0.2)]],
])('tells %s by places', (_name, moves) => {
  expect(moveOf(moves, placeOf)).toEqual({ moves });
});

it('keeps the request of 5,000 nodes far below the bound of a message', () => {
  const ids = Array.from({ length: 5000 }, (_, index) => `n${index + 1}`);
  const moves = ids.map((id, index) => to(id, index * 10 + 16, index));
  const move = moveOf(moves, (id) => ({ x: (Number(id.slice(1)) - 1) * 10, y: Number(id.slice(1)) - 1 }));
  expect(move.together?.nodes).toHaveLength(5000);
  expect(JSON.stringify(move).length).toBeLessThan(64 * 1024);
});
