// Plain shapes that the canvas core speaks: points, the viewport, and what it must know of a node
// and an edge to place, find and paint them. Structural on purpose: the reactive records of the
// Svelte part satisfy them, and so does an object literal in a test. Nothing here draws or edits.

/** A position; world units unless a name says screen. */
export interface Point {
  x: number;
  y: number;
}

/** A width and height; screen pixels for the stage, world units for nodes. */
export interface Size {
  width: number;
  height: number;
}

/** An axis-parallel rectangle by its top-left corner. */
export interface Rect extends Point, Size {}

/** Where the world is shown: screen = world × zoom + (x, y). */
export interface Viewport extends Point {
  zoom: number;
}

/** One end of an edge. */
export interface PortRef {
  node: string;
  port: string;
}

/** A place on a node where edges begin (`out`, right side) or end (`in`, left side). */
export interface PortShape {
  id: string;
  side: 'in' | 'out';
  label?: string;
  /** Distance from the node's top in world units; without it the ports of a side spread evenly. */
  at?: number;
}

/** What a node may do to the outside world; decides stripe, tile and overview colour. */
export type Access = 'read' | 'write' | 'destructive' | 'flow' | 'neutral';

/** How a node is drawn. Notes and groups are no steps of the flow: they have no ports, and a group lies behind. */
export type Shape = 'card' | 'pill' | 'branches' | 'stack' | 'note' | 'group';

/** What the core needs of a node. */
export interface NodeShape extends Rect {
  readonly id: string;
  /** Its name, as painted. */
  readonly title: string;
  readonly shape: Shape;
  readonly access: Access;
  readonly ports: readonly PortShape[];
  readonly selected: boolean;
}

/** What the core needs of an edge. */
export interface EdgeShape {
  readonly id: string;
  readonly from: PortRef;
  readonly to: PortRef;
  readonly selected: boolean;
  readonly state: EdgeState;
}

/** How far a run has come along an edge. */
export type EdgeState = 'idle' | 'done' | 'error';

/** The selected ids, nodes and edges apart. */
export interface Selection {
  nodes: string[];
  edges: string[];
}

/** A node's new top-left corner. */
export interface Move extends Point {
  id: string;
}

/** Tells whether two rectangles share at least a border point. */
export function intersects(a: Rect, b: Rect): boolean {
  return a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;
}

/** Tells whether `outer` holds all of `inner`. */
export function containsRect(outer: Rect, inner: Rect): boolean {
  return (
    outer.x <= inner.x &&
    outer.y <= inner.y &&
    outer.x + outer.width >= inner.x + inner.width &&
    outer.y + outer.height >= inner.y + inner.height
  );
}

/** Tells whether a rectangle holds a point, borders included. */
export function containsPoint(rect: Rect, point: Point): boolean {
  return (
    point.x >= rect.x &&
    point.x <= rect.x + rect.width &&
    point.y >= rect.y &&
    point.y <= rect.y + rect.height
  );
}

/** Returns the rectangle grown by `dx` and `dy` on each side. */
export function expand(rect: Rect, dx: number, dy = dx): Rect {
  return { x: rect.x - dx, y: rect.y - dy, width: rect.width + 2 * dx, height: rect.height + 2 * dy };
}

/** Returns the smallest rectangle around both. */
export function union(a: Rect, b: Rect): Rect {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}

/** Returns the rectangle spanned by two opposite corners. */
export function rectBetween(a: Point, b: Point): Rect {
  return {
    x: Math.min(a.x, b.x),
    y: Math.min(a.y, b.y),
    width: Math.abs(a.x - b.x),
    height: Math.abs(a.y - b.y),
  };
}

/** Returns the middle of a rectangle. */
export function centre(rect: Rect): Point {
  return { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
}
