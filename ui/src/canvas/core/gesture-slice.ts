// Slicing: a line drawn with Alt held cuts every connection it crosses. What is crossed is found piece by
// piece as the line grows, so that a long line over a large graph costs no more than its last piece.

import { pointOnCurve, type Curve } from './geometry';
import type { Gesture, GestureHost, PointerSample } from './gesture';
import { rectBetween, type Point } from './types';
import { toWorld } from './viewport';

/** The line drawn so far, world units, and the edges it has crossed. */
export interface Slice {
  path: readonly Point[];
  edges: readonly string[];
}

/** Pieces a curve is taken for when a line may cross it. */
const CHORDS = 24;

/** Starts a slice: on release the crossed edges are cut, all in one step. */
export function startSlice(host: GestureHost, start: PointerSample): Gesture {
  const path: Point[] = [toWorld(host.viewport(), start)];
  const crossed = new Set<string>();
  const move = (pointer: PointerSample): void => {
    const from = path[path.length - 1] as Point;
    const to = toWorld(host.viewport(), pointer);
    if (from.x === to.x && from.y === to.y) return;
    path.push(to);
    host.scene.edgesIn(rectBetween(from, to), (edge) => {
      if (crossed.has(edge.id)) return;
      const curve = host.scene.curveOf(edge);
      if (curve && crosses(curve, from, to)) crossed.add(edge.id);
    });
    host.showSlice({ path: [...path], edges: [...crossed] });
  };
  return {
    name: 'slice',
    pansAtBorder: false,
    move,
    finish(pointer) {
      move(pointer);
      host.showSlice(null);
      if (crossed.size > 0) host.cut([...crossed]);
    },
    cancel: () => host.showSlice(null),
  };
}

/** Tells whether the straight line between two points meets a curve. */
export function crosses(curve: Curve, a: Point, b: Point): boolean {
  let previous = curve.start;
  for (let step = 1; step <= CHORDS; step++) {
    const next = pointOnCurve(curve, step / CHORDS);
    if (meet(a, b, previous, next)) return true;
    previous = next;
  }
  return false;
}

function meet(a: Point, b: Point, c: Point, d: Point): boolean {
  return side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) <= 0 && !isFlat(a, b, c, d);
}

/** On which side of the line a–b a point lies. */
function side(a: Point, b: Point, point: Point): number {
  return Math.sign((b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x));
}

/** Two pieces of one line do not cross, however they lie. */
function isFlat(a: Point, b: Point, c: Point, d: Point): boolean {
  return side(a, b, c) === 0 && side(a, b, d) === 0;
}
