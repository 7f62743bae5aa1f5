// Gestures that move what is shown rather than connect it: panning, pinching, dragging nodes, lasso.

import { GRID } from './geometry';
import type { Gesture, GestureHost, PointerSample } from './gesture';
import { restAt } from './snap';
import { containsRect, rectBetween, type Move, type Point, type Rect, type Viewport } from './types';
import { clampZoom, panBy, toWorld, visibleRect } from './viewport';

/** Most neighbours consulted for guide lines; a crowd gives no useful lines and costs time. */
const MOST_NEIGHBOURS = 300;

/** Starts panning: the world follows the pointer. */
export function startPan(host: GestureHost, start: PointerSample): Gesture {
  const before = host.viewport();
  const follow = (pointer: PointerSample): void =>
    host.setViewport(panBy(before, pointer.x - start.x, pointer.y - start.y));
  return {
    name: 'pan',
    pansAtBorder: false,
    move: follow,
    finish: follow,
    cancel: () => host.setViewport(before),
  };
}

/** Starts a pinch of two fingers: pans with their middle, zooms with their distance. */
export function startPinch(host: GestureHost, first: PointerSample, second: PointerSample): Gesture {
  const before = host.viewport();
  const fingers = new Map<number, Point>([
    [first.id, first],
    [second.id, second],
  ]);
  const startMiddle = middleOf([...fingers.values()]);
  const anchor = toWorld(before, startMiddle);
  const startSpan = spanOf([...fingers.values()]);
  const move = (pointer: PointerSample): void => {
    if (!fingers.has(pointer.id)) return;
    fingers.set(pointer.id, { x: pointer.x, y: pointer.y });
    const points = [...fingers.values()];
    host.setViewport(placeAnchor(anchor, middleOf(points), (before.zoom * spanOf(points)) / startSpan));
  };
  return { name: 'pinch', pansAtBorder: false, move, finish: move, cancel: () => host.setViewport(before) };
}

/** Starts dragging `grabbed` and, when it is selected, everything selected with it. */
export function startDrag(host: GestureHost, start: PointerSample, grabbed: string): Gesture {
  const selected = host.selection().nodes;
  const ids = selected.includes(grabbed) ? selected : [grabbed];
  const origins: Move[] = [];
  for (const id of ids) {
    const node = host.scene.nodes.get(id);
    if (node) origins.push({ id, x: node.x, y: node.y });
  }
  const moving = new Set(ids);
  const from = toWorld(host.viewport(), start);
  const lead = origins.find(({ id }) => id === grabbed) as Move;
  let moves: Move[] = origins;

  const move = (pointer: PointerSample): void => {
    const to = toWorld(host.viewport(), pointer);
    const wish = { x: lead.x + to.x - from.x, y: lead.y + to.y - from.y };
    const position = restingPlace(host, grabbed, wish, moving, pointer.ctrl);
    const dx = position.x - lead.x;
    const dy = position.y - lead.y;
    moves = origins.map((origin) => ({ id: origin.id, x: origin.x + dx, y: origin.y + dy }));
    host.place(moves);
  };
  return {
    name: 'drag',
    pansAtBorder: true,
    move,
    finish(pointer) {
      move(pointer);
      host.showGuides([]);
      if (moves.some((moved, index) => !isSamePlace(moved, origins[index] as Move)))
        host.drop(moves, origins);
    },
    cancel() {
      host.showGuides([]);
      host.place(origins);
    },
  };
}

/** Starts a lasso: every node wholly inside joins the selection there was. */
export function startLasso(host: GestureHost, start: PointerSample): Gesture {
  const before = host.selection();
  const corner = toWorld(host.viewport(), start);
  const move = (pointer: PointerSample): void => {
    const area = rectBetween(corner, toWorld(host.viewport(), pointer));
    host.showLasso(area);
    host.select(withNodesIn(host, before, area));
  };
  return {
    name: 'lasso',
    pansAtBorder: true,
    move,
    finish(pointer) {
      move(pointer);
      host.showLasso(null);
    },
    cancel() {
      host.showLasso(null);
      host.select(before);
    },
  };
}

function restingPlace(
  host: GestureHost,
  grabbed: string,
  wish: Point,
  moving: ReadonlySet<string>,
  isFree: boolean,
): Point {
  const node = host.scene.nodes.get(grabbed);
  // Ctrl suspends snapping; whole units still keep the text sharp and the file short.
  if (isFree || !node) {
    host.showGuides([]);
    return { x: Math.round(wish.x), y: Math.round(wish.y) };
  }
  const view = visibleRect(host.viewport(), host.stage());
  const neighbours: Rect[] = [];
  host.scene.nodesIn(view, (other) => {
    if (!moving.has(other.id)) neighbours.push(other);
  });
  const useful = neighbours.length > MOST_NEIGHBOURS ? [] : neighbours;
  const rest = restAt(node, wish, useful, Math.max(host.viewport().zoom, 1 / GRID));
  host.showGuides(rest.guides);
  return rest.position;
}

function withNodesIn(host: GestureHost, before: { nodes: string[]; edges: string[] }, area: Rect) {
  const nodes = new Set(before.nodes);
  host.scene.nodesIn(area, (node) => {
    if (containsRect(area, node)) nodes.add(node.id);
  });
  return { nodes: [...nodes], edges: before.edges };
}

function placeAnchor(anchor: Point, screen: Point, zoom: number): Viewport {
  const clamped = clampZoom(zoom);
  return { x: screen.x - anchor.x * clamped, y: screen.y - anchor.y * clamped, zoom: clamped };
}

function middleOf(points: Point[]): Point {
  const [a, b] = points as [Point, Point];
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

function spanOf(points: Point[]): number {
  const [a, b] = points as [Point, Point];
  return Math.max(1, Math.hypot(a.x - b.x, a.y - b.y));
}

function isSamePlace(a: Point, b: Point): boolean {
  return a.x === b.x && a.y === b.y;
}
