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

/** An edge made ready for one small drawing, whose origin is the end of the edge. */
export interface EdgeDrawing {
  /** The end of the edge in the world. */
  at: Point;
  /** The line as path commands, relative to the end. */
  path: string;
  /** Middle of the curve relative to the end, where a label sits. */
  middle: Point;
}

/** The arrowhead of every edge as path commands, relative to its end. */
export const ARROW = `M${-PORT_RADIUS} 0l${-ARROW_LENGTH} ${-ARROW_HALF}v${2 * ARROW_HALF}Z`;

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

/** Returns the drawing of an edge. */
export function drawEdge(curve: Curve): EdgeDrawing {
  const { start, end, reach } = curve;
  const x = start.x - end.x;
  const y = start.y - end.y;
  const from = x + PORT_RADIUS;
  // One unit under the arrow, so that no gap shows between them.
  const to = 1 - PORT_RADIUS - ARROW_LENGTH;
  // WebKit paints a curve whose points lie on one line in two shades, where its pieces overlap.
  const isStraight = y === 0 && to > from;
  const bend = isStraight ? `H${to}` : `C${x + reach} ${y} ${-reach} 0 ${to} 0`;
  const middle = pointOnCurve(curve, 0.5);
  return { at: end, path: `M${from} ${y}${bend}`, middle: { x: middle.x - end.x, y: middle.y - end.y } };
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
