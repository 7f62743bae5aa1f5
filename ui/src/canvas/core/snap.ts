// Where a dragged node comes to rest: on the line of a neighbour's centre or edge when one is near,
// else where a gap repeats itself, else on the 10-unit grid. Works on the grabbed node alone; the others of a multi-drag keep their
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

/** What a node may align with, sorted once for many questions. */
export class Neighbours {
  /** By the axis: the rectangles by their near edge, and their lines by where they are. */
  readonly along: Record<Axis, { rects: Rect[]; centres: Line[]; edges: Line[] }>;

  constructor(rects: readonly Rect[]) {
    this.along = { x: sorted(rects, 'x', 'width'), y: sorted(rects, 'y', 'height') };
  }
}

type Axis = 'x' | 'y';

interface Line {
  at: number;
  rect: Rect;
}

function sorted(rects: readonly Rect[], axis: Axis, side: 'width' | 'height') {
  const edges = rects.map((rect) => ({ at: rect[axis], rect })).sort((a, b) => a.at - b.at);
  const centres = rects
    .map((rect) => ({ at: rect[axis] + rect[side] / 2, rect }))
    .sort((a, b) => a.at - b.at);
  return { rects: edges.map(({ rect }) => rect), centres, edges };
}

/** Where a node would rest and the guide lines that say why. */
export interface Rest {
  position: Point;
  guides: Guide[];
}

/**
 * Returns the resting place of `node` moved to `wish`, given neighbours in view and the zoom. Without the grid only
 * whole units are kept: they keep the text sharp and the file short.
 */
export function restAt(node: Rect, wish: Point, neighbours: Neighbours, zoom: number, hasGrid = true): Rest {
  // Copied by name: a reactive record keeps its fields in getters, which a spread would lose.
  const wanted = { x: wish.x, y: wish.y, width: node.width, height: node.height };
  const grid = hasGrid ? snapToGrid(wish) : { x: Math.round(wish.x), y: Math.round(wish.y) };
  const reach = ATTRACTION / zoom;
  const x = nearestLine(wanted, neighbours, 'x', reach);
  const y = nearestLine(wanted, neighbours, 'y', reach);
  const gapX = x ? null : nearestGap(wanted, neighbours, 'x', reach);
  const gapY = y ? null : nearestGap(wanted, neighbours, 'y', reach);
  const position = {
    x: x?.position ?? gapX?.position ?? grid.x,
    y: y?.position ?? gapY?.position ?? grid.y,
  };
  const rested = { ...wanted, ...position };
  const guides: Guide[] = [];
  if (x) guides.push(guideThrough('x', x, rested));
  if (y) guides.push(guideThrough('y', y, rested));
  if (gapX) guides.push(...guidesAlong('x', gapX, rested));
  if (gapY) guides.push(...guidesAlong('y', gapY, rested));
  return { position, guides };
}

interface Attraction {
  /** New top-left coordinate on the axis. */
  position: number;
  /** Coordinate of the shared line. */
  at: number;
  neighbour: Rect;
}

function nearestLine(node: Rect, { along }: Neighbours, axis: Axis, reach: number): Attraction | null {
  const half = (axis === 'x' ? node.width : node.height) / 2;
  const centre = nearestTo(along[axis].centres, node[axis] + half, reach);
  // A centre wins a tie.
  const left = centre ? Math.abs(centre.at - node[axis] - half) : reach;
  const edge = nearestTo(along[axis].edges, node[axis], left);
  if (edge) return { position: edge.at, at: edge.at, neighbour: edge.rect };
  return centre && { position: centre.at - half, at: centre.at, neighbour: centre.rect };
}

/** Returns the line nearest to a place among sorted ones, if it is nearer than `reach`. */
function nearestTo(lines: readonly Line[], place: number, reach: number): Line | null {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle] as Line).at < place) low = middle + 1;
    else high = middle;
  }
  let best: Line | null = null;
  let nearest = reach;
  for (const line of [lines[low], lines[low - 1]]) {
    if (!line || Math.abs(line.at - place) >= nearest) continue;
    nearest = Math.abs(line.at - place);
    best = line;
  }
  return best;
}

/** A place from which a gap is as wide as one between two neighbours. */
interface EqualGap {
  position: number;
  /** Both gaps, from and to, on the axis. */
  gaps: [number, number][];
}

/** Looks for a place that repeats the gap between two neighbours beside the node, or halves the one around it. */
function nearestGap(node: Rect, { along }: Neighbours, axis: Axis, reach: number): EqualGap | null {
  const [side, across, breadth] =
    axis === 'x' ? (['width', 'y', 'height'] as const) : (['height', 'x', 'width'] as const);
  const beside = along[axis].rects.filter(
    (other) => other[across] < node[across] + node[breadth] && node[across] < other[across] + other[breadth],
  );
  let best: EqualGap | null = null;
  let nearest = reach;
  const offer = (position: number, gaps: [number, number][]): void => {
    const distance = Math.abs(node[axis] - position);
    if (distance >= nearest) return;
    nearest = distance;
    best = { position, gaps };
  };
  for (let index = 1; index < beside.length; index++) {
    const a = beside[index - 1] as Rect;
    const b = beside[index] as Rect;
    const [endA, startB, endB] = [a[axis] + a[side], b[axis], b[axis] + b[side]];
    const gap = startB - endA;
    if (gap <= 0) continue;
    offer(endB + gap, [
      [endA, startB],
      [endB, endB + gap],
    ]);
    offer(a[axis] - gap - node[side], [
      [a[axis] - gap, a[axis]],
      [endA, startB],
    ]);
    const half = (gap - node[side]) / 2;
    // What halves the gap must be a whole place, or the two halves would only look alike.
    if (half > 0 && Number.isInteger(half))
      offer(endA + half, [
        [endA, endA + half],
        [startB - half, startB],
      ]);
  }
  return best;
}

/** Shows each gap as a line of its width, through the middle of the node. */
function guidesAlong(axis: 'x' | 'y', { gaps }: EqualGap, node: Rect): Guide[] {
  const at = axis === 'x' ? node.y + node.height / 2 : node.x + node.width / 2;
  return gaps.map(([from, to]) => ({ axis: axis === 'x' ? 'y' : 'x', at, from, to }));
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
