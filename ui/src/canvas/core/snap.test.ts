import { describe, expect, it } from 'vitest';
import { autoPanVelocity, FASTEST } from './auto-pan';
import { Neighbours, restAt as rest } from './snap';
import type { Rect } from './types';

const restAt = (node: Rect, wish: { x: number; y: number }, rects: Rect[], zoom: number) =>
  rest(node, wish, new Neighbours(rects), zoom);

const node = { x: 0, y: 0, width: 220, height: 64 };
const pill = { x: 400, y: 114, width: 96, height: 36 };

it('rests on the grid when no neighbour is near', () => {
  expect(restAt(node, { x: 33, y: 47 }, [], 1)).toEqual({ position: { x: 30, y: 50 }, guides: [] });
});

it('aligns centres of nodes of different heights, off the grid if need be', () => {
  const found = restAt(node, { x: 33, y: 103 }, [pill], 1);

  expect(found.position).toEqual({ x: 30, y: 100 });
  expect(found.guides).toEqual([{ axis: 'y', at: 132, from: 30, to: 496 }]);
});

it('is attracted over the same distance on screen at any zoom', () => {
  const offset = { x: 33, y: 92 };
  expect(restAt(node, offset, [pill], 1).guides).toEqual([]);
  expect(restAt(node, offset, [pill], 0.5).guides).toHaveLength(1);
});

it('border panning is still inside, grows towards the border and is bounded beyond it', () => {
  const stage = { width: 1000, height: 800 };
  expect(autoPanVelocity({ x: 500, y: 400 }, stage)).toEqual({ x: 0, y: 0 });
  expect(autoPanVelocity({ x: 18, y: 400 }, stage).x).toBe(FASTEST / 2);
  expect(autoPanVelocity({ x: 1500, y: -90 }, stage)).toEqual({ x: -FASTEST, y: FASTEST });
});

describe('equal gaps', () => {
  const box = (x: number, y: number) => ({ x, y, width: 100, height: 60 });
  // A row that begins a little lower each time, so that no line of theirs attracts.
  const row = [box(0, 0), box(150, 20)];

  it('9: a node rests where the gap of two neighbours repeats itself, and both gaps are shown', () => {
    const found = restAt(box(0, 0), { x: 303, y: 48 }, row, 1);
    expect(found.position.x).toBe(300);
    expect(found.guides).toEqual([
      { axis: 'y', at: 80, from: 100, to: 150 },
      { axis: 'y', at: 80, from: 250, to: 300 },
    ]);
  });

  it('9: before the first and between two as well', () => {
    expect(restAt(box(0, 0), { x: -148, y: 34 }, row, 1).position.x).toBe(-150);
    const wide = [box(0, 0), box(300, 20)];
    expect(restAt(box(0, 0), { x: 152, y: 36 }, wide, 1).position.x).toBe(150);
  });

  it('only neighbours beside the node count', () => {
    expect(restAt(box(0, 0), { x: 303, y: 400 }, row, 1).position.x).toBe(300);
    expect(restAt(box(0, 0), { x: 303, y: 400 }, row, 1).guides).toEqual([]);
  });
});
