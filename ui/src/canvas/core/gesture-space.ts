// The space tool: a drag to the right or down opens room at the line where it began, the other way closes it.
// Everything beyond the line moves; with Shift only the chain that hangs together with what was pressed. The first
// pixels decide the direction, as a hand that draws a line does.

import { GRID } from './geometry';
import type { Gesture, GestureHost, PointerSample } from './gesture';
import { hitTest } from './hit-test';
import { reachable } from './navigate';
import type { Move, NodeShape, Point, Size } from './types';
import { toWorld } from './viewport';

/** Room opened or closed: everything that begins at or beyond `at` moves by `by`; world units. */
export interface Space {
  axis: 'x' | 'y';
  at: number;
  by: number;
}

/** Nodes that move along while the room is being drawn; beyond that only the band shows where they will be. */
const MOST_SHOWN = 600;
/** Smallest side of a frame, world units. */
const LEAST_SIDE = 80;
/** Free room that closing leaves between a moved node and one that stays, world units. */
const LEAST_GAP = GRID;

/** Starts drawing room. */
export function startSpace(host: GestureHost, start: PointerSample): Gesture {
  const from = toWorld(host.viewport(), start);
  let room: Room | null = null;
  let space: Space | null = null;
  const move = (pointer: PointerSample): void => {
    const to = toWorld(host.viewport(), pointer);
    room ??= new Room(
      host,
      from,
      Math.abs(to.x - from.x) >= Math.abs(to.y - from.y) ? 'x' : 'y',
      start.shift,
    );
    const wish = to[room.axis] - from[room.axis];
    const by = room.within(pointer.ctrl ? Math.round(wish) : Math.round(wish / GRID) * GRID + 0);
    space = { axis: room.axis, at: from[room.axis], by };
    room.show(by);
    host.showSpace(space);
  };
  return {
    name: 'space',
    pansAtBorder: true,
    move,
    finish(pointer) {
      move(pointer);
      host.showSpace(null);
      if (!room || !space || space.by === 0) return room?.show(0);
      if (start.shift) return host.drop(room.moved(space.by), room.moved(0));
      const { undo } = room;
      host.makeSpace(space, () => undo());
    },
    cancel() {
      room?.show(0);
      host.showSpace(null);
    },
  };
}

interface Frame {
  id: string;
  origin: Size;
}

/** What moves and what stays while room is drawn. */
class Room {
  private readonly origins: Move[] = [];
  private readonly frames: Frame[] = [];
  private readonly least: number;

  constructor(
    private readonly host: GestureHost,
    from: Point,
    readonly axis: 'x' | 'y',
    isChain: boolean,
  ) {
    const chain = isChain ? chainAt(host, from, axis) : null;
    const side = axis === 'x' ? 'width' : 'height';
    const staying: NodeShape[] = [];
    const moving: NodeShape[] = [];
    for (const node of host.scene.nodes.values()) {
      if (chain ? chain.has(node.id) : node[axis] >= from[axis]) moving.push(node);
      else if (node.shape !== 'group') staying.push(node);
      else if (!chain && node[axis] + node[side] > from[axis])
        this.frames.push({ id: node.id, origin: { width: node.width, height: node.height } });
    }
    this.origins = moving.map(({ id, x, y }) => ({ id, x, y }));
    this.least = -Math.min(
      ...gaps(moving, staying, axis),
      ...this.frames.map(({ origin }) => origin[side] - LEAST_SIDE),
    );
  }

  /** Closing ends before something would lie on what stays. */
  within(by: number): number {
    return by < 0 ? Math.min(0, Math.max(by, this.least)) + 0 : by;
  }

  moved(by: number): Move[] {
    const { axis } = this;
    return this.origins.map(({ id, x, y }) => ({
      id,
      x: axis === 'x' ? x + by : x,
      y: axis === 'y' ? y + by : y,
    }));
  }

  /** Moves what lies beyond, on screen only. */
  show(by: number): void {
    if (this.origins.length > MOST_SHOWN) return;
    this.host.place(this.moved(by));
    for (const { id, origin } of this.frames) {
      const { width, height } = origin;
      this.host.resize(
        id,
        this.axis === 'x' ? { width: width + by, height } : { width, height: height + by },
      );
    }
  }

  readonly undo = (): void => this.show(0);
}

/** Returns the node that was pressed, else the nearest beyond the line, with all that follows it. */
function chainAt(host: GestureHost, at: Point, axis: 'x' | 'y'): Set<string> {
  const hit = hitTest(host.scene, at, { zoom: host.viewport().zoom, withoutPorts: true });
  if (hit.kind === 'node') return new Set(reachable(host.scene, [hit.id], 'down'));
  if (hit.kind === 'edge') {
    const edge = host.scene.edges.get(hit.id);
    return new Set(edge ? reachable(host.scene, [edge.to.node], 'down') : []);
  }
  let nearest: NodeShape | null = null;
  let least = Infinity;
  for (const node of host.scene.nodes.values()) {
    if (node[axis] < at[axis] || node.shape === 'group') continue;
    const distance = Math.hypot(node.x - at.x, node.y + node.height / 2 - at.y);
    if (distance >= least) continue;
    least = distance;
    nearest = node;
  }
  return new Set(nearest ? reachable(host.scene, [nearest.id], 'down') : []);
}

/** Returns the free room between what moves and what stays in its way. */
function gaps(moving: readonly NodeShape[], staying: readonly NodeShape[], axis: 'x' | 'y'): number[] {
  const [side, across, breadth] =
    axis === 'x' ? (['width', 'y', 'height'] as const) : (['height', 'x', 'width'] as const);
  const found: number[] = [];
  // Notes lie anywhere and groups hold what lies in them: neither is in the way.
  const isSolid = ({ shape }: NodeShape): boolean => shape !== 'group' && shape !== 'note';
  const solid = staying.filter(isSolid);
  for (const node of moving.filter(isSolid)) {
    for (const other of solid) {
      const isAbreast =
        node[across] < other[across] + other[breadth] && other[across] < node[across] + node[breadth];
      const gap = node[axis] - other[axis] - other[side] - LEAST_GAP;
      if (isAbreast && node[axis] >= other[axis]) found.push(Math.max(0, gap));
    }
  }
  return found;
}
