// Where a dragged node comes to rest: on the line of a neighbour's centre or edge when one is near,
// else on the 10-unit grid. Works on the grabbed node alone; the others of a multi-drag keep their
// distance to it. Pure functions, so that "why did it jump there" is a test, not a debugging session.

import { snapToGrid } from './geometry';
import type { Point, Rect } from './types';

/** Distance within which a neighbour's line attracts, screen pixels. */
export const ATTRACTION = 6;

/** A line to show while a node rests on it; world units. */
export interface Guide {
  axis: 'x' | 'y';
  at: number;
  from: number;
  to: number;
}

/** Where a node would rest and the guide lines that say why. */
export interface Rest {
  position: Point;
  guides: Guide[];
}

/** Returns the resting place of `node` moved to `wish`, given neighbours in view and the zoom. */
export function restAt(node: Rect, wish: Point, neighbours: readonly Rect[], zoom: number): Rest {
  // Copied by name: a reactive record keeps its fields in getters, which a spread would lose.
  const wanted = { x: wish.x, y: wish.y, width: node.width, height: node.height };
  const grid = snapToGrid(wish);
  const reach = ATTRACTION / zoom;
  const x = nearestLine(wanted, neighbours, 'x', reach);
  const y = nearestLine(wanted, neighbours, 'y', reach);
  const position = { x: x ? x.position : grid.x, y: y ? y.position : grid.y };
  const rested = { ...wanted, ...position };
  const guides: Guide[] = [];
  if (x) guides.push(guideThrough('x', x, rested));
  if (y) guides.push(guideThrough('y', y, rested));
  return { position, guides };
}

interface Attraction {
  /** New top-left coordinate on the axis. */
  position: number;
  /** Coordinate of the shared line. */
  at: number;
  neighbour: Rect;
}

function nearestLine(
  node: Rect,
  neighbours: readonly Rect[],
  axis: 'x' | 'y',
  reach: number,
): Attraction | null {
  const side = axis === 'x' ? 'width' : 'height';
  let best: Attraction | null = null;
  let nearest = reach;
  for (const other of neighbours) {
    // Share 0 aligns the near edges, 0.5 the centres; centres win ties because they are tried first.
    for (const share of [0.5, 0]) {
      const at = other[axis] + other[side] * share;
      const distance = Math.abs(node[axis] + node[side] * share - at);
      if (distance >= nearest) continue;
      nearest = distance;
      best = { position: at - node[side] * share, at, neighbour: other };
    }
  }
  return best;
}

function guideThrough(axis: 'x' | 'y', line: Attraction, node: Rect): Guide {
  const across = axis === 'x' ? 'y' : 'x';
  const side = axis === 'x' ? 'height' : 'width';
  const { neighbour } = line;
  return {
    axis,
    at: line.at,
    from: Math.min(node[across], neighbour[across]),
    to: Math.max(node[across] + node[side], neighbour[across] + neighbour[side]),
  };
}
