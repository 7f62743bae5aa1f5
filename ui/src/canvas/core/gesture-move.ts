// Gestures that move what is shown rather than connect it: panning, pinching, dragging nodes, lasso.

import { GRID } from './geometry';
import type { Gesture, GestureHost, PointerSample } from './gesture';
import { edgeAt, nodesAt } from './hit-test';
import { Neighbours, restAt } from './snap';
import {
  centre,
  containsRect,
  rectBetween,
  type Move,
  type NodeShape,
  type Point,
  type Rect,
  type Viewport,
} from './types';
import { clampZoom, panBy, toWorld, visibleRect } from './viewport';

/** Most neighbours consulted for guide lines; a crowd gives no useful lines and costs time. */
const MOST_NEIGHBOURS = 300;

/** How near the middle of a dragged node must come to an edge to be put into it, screen pixels. */
const SPLICE_REACH = 18;
/** Smallest side of a note or group, world units. */
const LEAST_SIDE = 80;

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

/** Returns nodes and, for the groups among them, what stands wholly inside. */
export function withMembers(host: Pick<GestureHost, 'scene'>, ids: readonly string[]): string[] {
  const all = new Set(ids);
  for (const id of ids) {
    const group = host.scene.nodes.get(id);
    if (group?.shape !== 'group') continue;
    host.scene.nodesIn(group, (node) => {
      if (containsRect(group, node)) all.add(node.id);
    });
  }
  return [...all];
}

/** Starts resizing a note or group by its corner. */
export function startResize(host: GestureHost, start: PointerSample, id: string): Gesture {
  const node = host.scene.nodes.get(id);
  const origin = { width: node?.width ?? 0, height: node?.height ?? 0 };
  const from = toWorld(host.viewport(), start);
  let size = origin;
  const side = (wish: number): number => Math.max(LEAST_SIDE, Math.round(wish / GRID) * GRID);
  const move = (pointer: PointerSample): void => {
    const to = toWorld(host.viewport(), pointer);
    size = { width: side(origin.width + to.x - from.x), height: side(origin.height + to.y - from.y) };
    host.resize(id, size);
  };
  return {
    name: 'resize',
    pansAtBorder: true,
    move,
    finish(pointer) {
      move(pointer);
      if (size.width !== origin.width || size.height !== origin.height) host.resized(id, size, origin);
    },
    cancel: () => host.resize(id, origin),
  };
}

/** Starts dragging `grabbed` and, when it is selected, everything selected with it. */
export function startDrag(host: GestureHost, start: PointerSample, grabbed: string): Gesture {
  const selected = host.selection().nodes;
  const ids = withMembers(host, selected.includes(grabbed) ? selected : [grabbed]);
  const origins: Move[] = [];
  for (const id of ids) {
    const node = host.scene.nodes.get(id);
    if (node) origins.push({ id, x: node.x, y: node.y });
  }
  const moving = new Set(ids);
  const from = toWorld(host.viewport(), start);
  const lead = origins.find(({ id }) => id === grabbed) as Move;
  const neighbours = neighboursInView(host, new Set(ids));
  const loose = origins.length === 1 ? looseNode(host, grabbed) : null;
  let moves: Move[] = origins;
  let target: string | null = null;
  let flow: string | null = null;

  const move = (pointer: PointerSample): void => {
    const to = toWorld(host.viewport(), pointer);
    const wish = { x: lead.x + to.x - from.x, y: lead.y + to.y - from.y };
    const position = restingPlace(host, grabbed, wish, neighbours, pointer.ctrl);
    const dx = position.x - lead.x;
    const dy = position.y - lead.y;
    moves = origins.map((origin) => ({ id: origin.id, x: origin.x + dx, y: origin.y + dy }));
    host.place(moves);
    const under = host.hasFlows
      ? nodesAt(host.scene, to).find(({ id, shape }) => shape === 'stack' && !moving.has(id))
      : undefined;
    flow = under?.id ?? null;
    host.showInto(flow);
    if (!loose) return;
    target = edgeAt(host.scene, centre(loose), SPLICE_REACH / host.viewport().zoom);
    host.showSplice(target);
  };
  return {
    name: 'drag',
    pansAtBorder: true,
    move,
    finish(pointer) {
      move(pointer);
      host.showGuides([]);
      host.showSplice(null);
      host.showInto(null);
      if (flow !== null) {
        // Their places in the flow they come into are for the engine to find.
        host.place(origins);
        host.moveInto(flow, ids);
      } else if (loose && target !== null) host.splice(grabbed, target, moves, origins);
      else if (moves.some((moved, index) => !isSamePlace(moved, origins[index] as Move)))
        host.drop(moves, origins);
    },
    cancel() {
      host.showGuides([]);
      host.showSplice(null);
      host.showInto(null);
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

/** Returns a node that has both kinds of port and no edge: only such a one can be put into an edge. */
function looseNode(host: GestureHost, id: string): NodeShape | null {
  const node = host.scene.nodes.get(id);
  if (!node || host.scene.edgesOf(id).size > 0) return null;
  const has = (side: 'in' | 'out'): boolean => node.ports.some((port) => port.side === side);
  return has('in') && has('out') ? node : null;
}

/** Returns a way to ask for what is in view besides `moving`; asked of the scene once for each view. */
function neighboursInView(host: GestureHost, moving: ReadonlySet<string>): () => Neighbours {
  let view: Viewport | null = null;
  let neighbours = new Neighbours([]);
  return () => {
    if (view === host.viewport()) return neighbours;
    view = host.viewport();
    const found: Rect[] = [];
    host.scene.nodesIn(visibleRect(view, host.stage()), ({ id }) => {
      const place = moving.has(id) ? undefined : host.scene.placeOf(id);
      if (place) found.push(place);
    });
    neighbours = new Neighbours(found.length > MOST_NEIGHBOURS ? [] : found);
    return neighbours;
  };
}

function restingPlace(
  host: GestureHost,
  grabbed: string,
  wish: Point,
  neighbours: () => Neighbours,
  isFree: boolean,
): Point {
  const node = host.scene.nodes.get(grabbed);
  // Ctrl suspends snapping; whole units still keep the text sharp and the file short.
  if (isFree || !node) {
    host.showGuides([]);
    return { x: Math.round(wish.x), y: Math.round(wish.y) };
  }
  const rest = restAt(node, wish, neighbours(), Math.max(host.viewport().zoom, 1 / GRID), host.hasGrid);
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
