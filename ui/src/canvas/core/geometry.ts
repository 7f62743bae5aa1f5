// Where ports sit and how an edge runs between them: one curve, used alike by the mounted edge, the
// ghost wire, hit-testing, the index and the overview, so that what is drawn is what can be clicked.
// Deliberately no routing around obstacles: layout gives edges room, the curve only joins two points.

import type { NodeShape, Point, PortShape, Rect } from './types';

/** Radius of a drawn port, world units. */
export const PORT_RADIUS = 4.5;
/** Length of an arrowhead along the edge, world units. */
export const ARROW_LENGTH = 8;
/** Half the width of an arrowhead's base. */
export const ARROW_HALF = 4.5;
/** Distance between grid lines to which nodes snap, world units. */
export const GRID = 10;

/** Cubic curve of an edge, leaving and arriving horizontally. */
export interface Curve {
  start: Point;
  /** Horizontal distance of both control points from their ends. */
  reach: number;
  end: Point;
}

/** An edge made ready for one small drawing: its box in the world and paths relative to that box. */
export interface EdgeDrawing {
  box: Rect;
  line: string;
  arrow: string;
  /** Middle of the curve relative to the box, where a label sits. */
  middle: Point;
}

/** What is drawn of an edge while one of its ends is missing. */
export const NO_DRAWING: EdgeDrawing = {
  box: { x: 0, y: 0, width: 0, height: 0 },
  line: '',
  arrow: '',
  middle: { x: 0, y: 0 },
};

/** Steps in which a drawing grows, world units: a size that changes with each move lays the page out with each move. */
const SIZE_STEP = 128;

/** Returns a port's distance from its node's top. */
export function portOffset(node: NodeShape, port: PortShape): number {
  if (port.at !== undefined) return port.at;
  let count = 0;
  let position = 0;
  for (const other of node.ports) {
    if (other.side !== port.side) continue;
    count += 1;
    if (other.id === port.id) position = count;
  }
  return (node.height * position) / (count + 1);
}

/** Returns the world position of a port, or null when the node has no port of that name. */
export function portPoint(node: NodeShape, portId: string): Point | null {
  const port = node.ports.find((candidate) => candidate.id === portId);
  return port ? pointOfPort(node, port) : null;
}

/** Returns the world position of one of the node's ports. */
export function pointOfPort(node: NodeShape, port: PortShape): Point {
  return { x: port.side === 'in' ? node.x : node.x + node.width, y: node.y + portOffset(node, port) };
}

/** Returns the curve between two port positions. */
export function curveBetween(from: Point, to: Point): Curve {
  return { start: from, reach: reachOf(to.x - from.x, to.y - from.y), end: to };
}

/** Returns the box that surely holds the curve, its arrow and its stroke. */
export function curveBounds(curve: Curve, margin = 8): Rect {
  const { start, end, reach } = curve;
  const left = Math.min(start.x, end.x, end.x - reach) - margin;
  const right = Math.max(start.x, end.x, start.x + reach) + margin;
  const top = Math.min(start.y, end.y) - margin;
  const bottom = Math.max(start.y, end.y) + margin;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Returns the paths of an edge relative to its own box. */
export function drawEdge(curve: Curve): EdgeDrawing {
  const bounds = curveBounds(curve);
  const x = Math.floor(bounds.x);
  const y = Math.floor(bounds.y);
  const stepped = (size: number): number => Math.ceil((size + 1) / SIZE_STEP) * SIZE_STEP;
  const box = { x, y, width: stepped(bounds.width), height: stepped(bounds.height) };
  const { start, end, reach } = curve;
  const tip = end.x - x - PORT_RADIUS;
  const base = tip - ARROW_LENGTH;
  const sx = start.x - x + PORT_RADIUS;
  const sy = start.y - y;
  const ey = end.y - y;
  // WebKit paints a curve whose points lie on one line in two shades, where its pieces overlap.
  const isStraight = sy === ey && base + 1 > sx;
  const bend = `C${start.x - x + reach} ${sy} ${end.x - x - reach} ${ey} ${base + 1} ${ey}`;
  const line = `M${sx} ${sy}${isStraight ? `H${base + 1}` : bend}`;
  const arrow = `M${tip} ${ey}L${base} ${ey - ARROW_HALF}V${ey + ARROW_HALF}Z`;
  const middle = pointOnCurve(curve, 0.5);
  return { box, line, arrow, middle: { x: middle.x - x, y: middle.y - y } };
}

/** Returns the point at `t` (0 = start, 1 = end). */
export function pointOnCurve(curve: Curve, t: number): Point {
  const { start, end, reach } = curve;
  const u = 1 - t;
  const a = u * u * u;
  const b = 3 * u * u * t;
  const c = 3 * u * t * t;
  const d = t * t * t;
  return {
    x: a * start.x + b * (start.x + reach) + c * (end.x - reach) + d * end.x,
    y: (a + b) * start.y + (c + d) * end.y,
  };
}

/** Returns the distance from a point to the curve, exact enough for clicking (32 chords). */
export function distanceToCurve(curve: Curve, point: Point): number {
  const chords = 32;
  let nearest = Infinity;
  let previous = curve.start;
  for (let step = 1; step <= chords; step++) {
    const next = pointOnCurve(curve, step / chords);
    nearest = Math.min(nearest, distanceToSegment(point, previous, next));
    previous = next;
  }
  return nearest;
}

/** Returns the nearest grid position. */
export function snapToGrid(point: Point): Point {
  // Adding zero turns −0 into 0, which would otherwise reach files and tests as a distinct value.
  return { x: Math.round(point.x / GRID) * GRID + 0, y: Math.round(point.y / GRID) * GRID + 0 };
}

function reachOf(dx: number, dy: number): number {
  // Backwards edges swing out far enough to be told from the forward ones beside them.
  if (dx < 0) return Math.min(220, 40 + Math.sqrt(-dx) * 9);
  return Math.max(dx / 2, Math.min(40, Math.abs(dy) / 2));
}

function distanceToSegment(point: Point, a: Point, b: Point): number {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const length = dx * dx + dy * dy;
  const along =
    length === 0 ? 0 : Math.min(1, Math.max(0, ((point.x - a.x) * dx + (point.y - a.y) * dy) / length));
  return Math.hypot(point.x - a.x - along * dx, point.y - a.y - along * dy);
}
