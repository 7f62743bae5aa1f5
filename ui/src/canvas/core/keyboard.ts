// What keys do while focus is inside the canvas. Only keys that need the canvas's own geometry or
// focus live here; undo, clipboard, zoom keys and the rest belong to the action registry. Keys typed
// while an input method composes are never taken.

import { GRID } from './geometry';
import { withMembers } from './gesture-move';
import { branchOf, firstNode, lastNode, neighbourOf, type Direction } from './navigate';
import type { Scene } from './scene';
import { only } from './selection';
import type { Move, Selection } from './types';

/** A key event reduced to what is read here. */
export interface KeySample {
  key: string;
  shift: boolean;
  /** Ctrl, or Command on a Mac. */
  ctrl: boolean;
  alt: boolean;
  isComposing: boolean;
}

/** What keys may see and do. */
export interface KeyHost {
  readonly scene: Scene;
  readonly isReadonly: boolean;
  /** Node with the keyboard focus. */
  focused(): string | null;
  selection(): Selection;
  select(selection: Selection): void;
  /** Selects what comes after (`down`) or before (`up`) what is selected, along with it. */
  selectAlong(way: 'up' | 'down'): void;
  /** Gives a node the focus and brings it into view. */
  goTo(id: string): void;
  nudge(moves: Move[], origins: Move[]): void;
  panBy(dx: number, dy: number): void;
  activate(id: string): void;
  remove(selection: Selection): void;
  /** Ends a running gesture or keyboard wire; false when there is none. */
  escape(): boolean;
  /** Goes out of what is shown, a child flow; false when there is nothing around it. */
  leave(): boolean;
  /** Lets a keyboard wire leave by another output, counted from 1; false when none is being drawn. */
  wireFrom(number: number): boolean;
  /** Offers to append to a node; false when nobody does. */
  append(id: string): boolean;
  /** Starts a wire from the focused node by keys. */
  startWire(id: string): void;
  /** Ends a keyboard wire at the focused node; false when none is being drawn. */
  finishWire(id: string): boolean;
}

/** Screen pixels of one Ctrl+arrow. */
const PAN_STEP = 80;

const ARROWS: Record<string, Direction> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};
const STEP: Record<Direction, readonly [dx: number, dy: number]> = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, -1],
  down: [0, 1],
};

/** Acts on a key. Returns whether it was used, so that the caller can keep it from everyone else. */
export function handleKey(event: KeySample, host: KeyHost): boolean {
  if (event.isComposing) return false;
  const arrow = ARROWS[event.key];
  if (arrow) return handleArrow(event, arrow, host);
  if (event.alt) return false;
  if (event.ctrl) return event.key.toLowerCase() === 'a' && !event.shift && selectAll(host);
  switch (event.key) {
    case 'Home':
      return walkTo(host, firstNode(host.scene));
    case 'End':
      return walkTo(host, lastNode(host.scene));
    case 'Enter':
      return enter(host);
    case 'Delete':
    case 'Backspace':
      return remove(host);
    case 'Escape':
      return escape(host);
    case 'c':
    case 'C':
      return startWire(host);
    case 'Tab':
      return !event.shift && append(host);
    default:
      return /^[1-9]$/.test(event.key) && branch(host, Number(event.key));
  }
}

function handleArrow(event: KeySample, direction: Direction, host: KeyHost): boolean {
  const [dx, dy] = STEP[direction];
  if (event.ctrl) {
    if (event.alt || event.shift) return false;
    host.panBy(-dx * PAN_STEP, -dy * PAN_STEP);
    return true;
  }
  if (event.alt) return nudge(host, dx, dy, event.shift ? 10 * GRID : GRID);
  if (event.shift) return selectAlong(host, direction);
  const from = host.focused();
  return walkTo(host, from === null ? firstNode(host.scene) : neighbourOf(host.scene, from, direction));
}

function walkTo(host: KeyHost, id: string | null): boolean {
  if (id !== null) {
    host.goTo(id);
    host.select(only({ node: id }));
  }
  // An arrow at the end of the graph is still the canvas's key: nothing behind it may scroll.
  return true;
}

function nudge(host: KeyHost, dx: number, dy: number, distance: number): boolean {
  const selected = host.selection().nodes;
  if (host.isReadonly || selected.length === 0) return false;
  const origins: Move[] = [];
  for (const id of withMembers(host, selected)) {
    const node = host.scene.nodes.get(id);
    if (node) origins.push({ id, x: node.x, y: node.y });
  }
  const moves = origins.map(({ id, x, y }) => ({ id, x: x + dx * distance, y: y + dy * distance }));
  host.nudge(moves, origins);
  return true;
}

function selectAlong(host: KeyHost, direction: Direction): boolean {
  if (direction === 'up' || direction === 'down') return false;
  host.selectAlong(direction === 'right' ? 'down' : 'up');
  return true;
}

function selectAll(host: KeyHost): boolean {
  host.select({ nodes: [...host.scene.nodes.keys()], edges: [...host.scene.edges.keys()] });
  return true;
}

/** Goes down a branch. A number that means nothing here is left to others, the zoom keys above all. */
function branch(host: KeyHost, number: number): boolean {
  if (host.wireFrom(number)) return true;
  const from = host.focused();
  const node = from === null ? undefined : host.scene.nodes.get(from);
  if (!node || node.ports.filter(({ side }) => side === 'out').length < 2) return false;
  return walkTo(host, branchOf(host.scene, node.id, number));
}

/** Tab appends to the one selected node; with nothing selected it goes on to the next control. */
function append(host: KeyHost): boolean {
  const id = host.focused();
  const { nodes } = host.selection();
  return !host.isReadonly && id !== null && nodes.length === 1 && nodes[0] === id && host.append(id);
}

function enter(host: KeyHost): boolean {
  const id = host.focused();
  if (id === null) return false;
  if (!host.finishWire(id)) host.activate(id);
  return true;
}

function remove(host: KeyHost): boolean {
  const selection = host.selection();
  if (host.isReadonly || selection.nodes.length + selection.edges.length === 0) return false;
  host.remove(selection);
  return true;
}

function escape(host: KeyHost): boolean {
  if (host.escape()) return true;
  const { nodes, edges } = host.selection();
  if (nodes.length + edges.length === 0) return host.leave();
  host.select(only({}));
  return true;
}

function startWire(host: KeyHost): boolean {
  const id = host.focused();
  if (host.isReadonly || id === null) return false;
  host.startWire(id);
  return true;
}
