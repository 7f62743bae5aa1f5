// Where the minimap puts things: the world it must hold, its own viewport, and what a press on it
// means for the main one. The painting itself is in overview.ts.

import { centredOn } from './viewport';
import { expand, union, type Point, type Rect, type Size, type Viewport } from './types';

/** Free border inside the minimap, as a share of its content. */
const MARGIN = 0.06;

/** Returns the world rectangle the minimap shows: all nodes and, so that it can be found, the view. */
export function minimapWorld(nodes: Rect | null, view: Rect): Rect {
  const world = nodes ? union(nodes, view) : view;
  return expand(world, world.width * MARGIN, world.height * MARGIN);
}

/** Returns the viewport by which the minimap shows that world; its zoom has no limits. */
export function minimapViewport(world: Rect, size: Size): Viewport {
  const zoom = Math.min(size.width / Math.max(world.width, 1), size.height / Math.max(world.height, 1));
  return {
    zoom,
    x: (size.width - world.width * zoom) / 2 - world.x * zoom,
    y: (size.height - world.height * zoom) / 2 - world.y * zoom,
  };
}

/** Returns the main viewport that has the world point under a minimap position in its middle. */
export function viewportForPress(minimap: Viewport, at: Point, main: Viewport, stage: Size): Viewport {
  const world = { x: (at.x - minimap.x) / minimap.zoom, y: (at.y - minimap.y) / minimap.zoom };
  return centredOn(world, stage, main.zoom);
}
