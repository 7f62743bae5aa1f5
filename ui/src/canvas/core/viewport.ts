// Viewport arithmetic: pan, zoom about a point, fit, and the way a wheel event becomes a zoom.
// Pure functions on plain data, so that every rule of zooming is one test line. No DOM, no state.

import type { Point, Rect, Size, Viewport } from './types';

/** Smallest zoom (10 %). */
export const MIN_ZOOM = 0.1;
/** Largest zoom (400 %). */
export const MAX_ZOOM = 4;
/** Factor of one step inwards; one step outwards is its reciprocal, 0.8. */
export const ZOOM_STEP = 1.25;
/**
 * Below this zoom cards are not mounted and the overview is painted instead: its names keep their size on the screen, where a
 * card's would be six pixels high, and it costs a fraction of two hundred cards.
 */
export const OVERVIEW_BELOW = 0.5;
/** Free border that "fit" leaves on each side, as a share of the stage. */
export const FIT_MARGIN = 0.05;

/** Returns the zoom kept within 10–400 %; rounding noise of repeated steps around 100 % is removed. */
export function clampZoom(zoom: number): number {
  if (!Number.isFinite(zoom)) return 1;
  const bounded = Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, zoom));
  return Math.abs(bounded - 1) < 1e-6 ? 1 : bounded;
}

/** Tells whether this zoom shows the overview instead of cards. */
export function isOverview(zoom: number): boolean {
  return zoom < OVERVIEW_BELOW;
}

/** Converts a point of the stage (pixels from its top left) to the world. */
export function toWorld(viewport: Viewport, screen: Point): Point {
  return { x: (screen.x - viewport.x) / viewport.zoom, y: (screen.y - viewport.y) / viewport.zoom };
}

/** Converts a world point to stage pixels. */
export function toScreen(viewport: Viewport, world: Point): Point {
  return { x: world.x * viewport.zoom + viewport.x, y: world.y * viewport.zoom + viewport.y };
}

/** Returns the part of the world that the stage shows. */
export function visibleRect(viewport: Viewport, size: Size): Rect {
  const { x, y } = toWorld(viewport, { x: 0, y: 0 });
  return { x, y, width: size.width / viewport.zoom, height: size.height / viewport.zoom };
}

/** Moves the world by screen pixels. */
export function panBy(viewport: Viewport, dx: number, dy: number): Viewport {
  return { x: viewport.x + dx, y: viewport.y + dy, zoom: viewport.zoom };
}

/** Sets the zoom so that the world point under `screen` stays under it. */
export function zoomAbout(viewport: Viewport, screen: Point, zoom: number): Viewport {
  const next = clampZoom(zoom);
  const ratio = next / viewport.zoom;
  return {
    x: screen.x - (screen.x - viewport.x) * ratio,
    y: screen.y - (screen.y - viewport.y) * ratio,
    zoom: next,
  };
}

/** Returns the zoom one step in (`1`) or out (`-1`). */
export function stepZoom(zoom: number, direction: 1 | -1): number {
  return clampZoom(direction > 0 ? zoom * ZOOM_STEP : zoom / ZOOM_STEP);
}

/** Returns the viewport that shows all of `rect` with a 5 % margin, never enlarging beyond `maxZoom`. */
export function fit(rect: Rect, size: Size, maxZoom = 1): Viewport {
  const roomX = size.width * (1 - 2 * FIT_MARGIN);
  const roomY = size.height * (1 - 2 * FIT_MARGIN);
  const scale = Math.min(roomX / Math.max(rect.width, 1), roomY / Math.max(rect.height, 1), maxZoom);
  return centredOn({ x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 }, size, clampZoom(scale));
}

/** Returns the viewport with a world point in the middle of the stage. Offsets are whole pixels, which keeps text sharp. */
export function centredOn(world: Point, size: Size, zoom: number): Viewport {
  return {
    x: Math.round(size.width / 2 - world.x * zoom),
    y: Math.round(size.height / 2 - world.y * zoom),
    zoom,
  };
}

/** Returns the viewport moved as little as needed to show `rect` with `margin` pixels around it. */
export function reveal(viewport: Viewport, size: Size, rect: Rect, margin: number): Viewport {
  const from = toScreen(viewport, rect);
  const dx = shiftIntoView(from.x, rect.width * viewport.zoom, size.width, margin);
  const dy = shiftIntoView(from.y, rect.height * viewport.zoom, size.height, margin);
  return dx === 0 && dy === 0 ? viewport : panBy(viewport, dx, dy);
}

/** Parts of a wheel event that matter; `deltaMode` 0 counts pixels, 1 lines, 2 pages. */
export interface WheelInput {
  deltaX: number;
  deltaY: number;
  deltaMode: number;
}

/** Returns the wheel's travel in pixels, whatever unit the device reports. */
export function wheelPixels(wheel: WheelInput): Point {
  const unit = wheel.deltaMode === 1 ? 16 : wheel.deltaMode === 2 ? 400 : 1;
  return { x: wheel.deltaX * unit, y: wheel.deltaY * unit };
}

/**
 * Returns the zoom factor of Ctrl+wheel. A notch of a mouse wheel (50 px and more at once) is one step;
 * the small travels of a touchpad pinch follow the fingers continuously.
 */
export function wheelZoomFactor(wheel: WheelInput): number {
  const travel = wheelPixels(wheel).y;
  if (Math.abs(travel) >= 40) return travel < 0 ? ZOOM_STEP : 1 / ZOOM_STEP;
  return Math.exp(-travel * 0.01);
}

function shiftIntoView(start: number, length: number, room: number, margin: number): number {
  if (length + 2 * margin > room) return room / 2 - (start + length / 2);
  if (start < margin) return margin - start;
  const over = start + length + margin - room;
  return over > 0 ? -over : 0;
}
