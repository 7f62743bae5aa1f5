// Panning by holding something near the border of the stage: how fast, in which direction.

import type { Point, Size } from './types';

/** Width of the zone along the border that pans, screen pixels. */
export const BORDER = 36;
/** Fastest pan, screen pixels per second, reached at the border and beyond. */
export const FASTEST = 900;

/** Returns the pan per second for a pointer at a stage position; zero inside. Positive x moves the world right. */
export function autoPanVelocity(pointer: Point, stage: Size): Point {
  return { x: along(pointer.x, stage.width), y: along(pointer.y, stage.height) };
}

function along(position: number, length: number): number {
  // A stage narrower than two zones would pan everywhere; shrink the zone instead.
  const zone = Math.min(BORDER, length / 4);
  if (position < zone) return FASTEST * Math.min(1, (zone - position) / zone);
  if (position > length - zone) return -FASTEST * Math.min(1, (position - length + zone) / zone);
  return 0;
}
