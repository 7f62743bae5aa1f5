// What every gesture shares: the pointer as plain data, the host it acts through, and the small
// interface each running gesture implements. The host is all a gesture may touch, which is why the
// tests need neither a DOM nor a store.

import type { Scene } from './scene';
import type { Slice } from './gesture-slice';
import type { Space } from './gesture-space';
import type { Guide } from './snap';
import type { Move, Point, PortRef, PortShape, Rect, Selection, Size, Viewport } from './types';

/** A pointer event reduced to what gestures read; `x`, `y` are pixels from the stage's top left. */
export interface PointerSample extends Point {
  id: number;
  button: number;
  shift: boolean;
  /** Ctrl, or Command on a Mac. */
  ctrl: boolean;
  alt: boolean;
  isTouch: boolean;
  /** Milliseconds, any origin. */
  time: number;
}

/** The wire drawn while connecting; world units. */
export interface GhostWire {
  from: PortRef;
  start: Point;
  end: Point;
  /** Dragged from an input, so the curve is drawn towards it. */
  isReversed: boolean;
  /** Node under the pointer that would take the wire, or refuses it. */
  target: string | null;
  /** Why the target refuses, in the person's language; null when it does not. */
  refusal: string | null;
  /** Released here it would ask for a new node. */
  isOpen?: boolean;
}

/** What gestures may see and do. */
export interface GestureHost {
  readonly scene: Scene;
  readonly isReadonly: boolean;
  /** Dragged nodes snap to the grid. */
  readonly hasGrid: boolean;
  viewport(): Viewport;
  setViewport(viewport: Viewport): void;
  stage(): Size;
  selection(): Selection;
  select(selection: Selection): void;
  /** Moves nodes on screen only. */
  place(moves: Move[]): void;
  /** Ends a move: `origins` are the places to return to should the edit be refused. */
  drop(moves: Move[], origins: Move[]): void;
  showLasso(area: Rect | null): void;
  showGuides(guides: Guide[]): void;
  showWire(wire: GhostWire | null): void;
  /**
   * True, or the reason why not; null while nobody knows yet. `from` is an output, `to` an input; `edge` is the one
   * that is led elsewhere.
   */
  canConnect(from: PortRef, to: PortRef, edge?: string): true | string | null;
  /** Why a node without a port for the wire's other end cannot take it. */
  whyNoPort(wanted: PortShape['side']): string;
  connect(from: PortRef, to: PortRef): void;
  activate(nodeId: string): void;
  /** Shows the line of a slice and what it crosses; null ends it. */
  showSlice(slice: Slice | null): void;
  /** Cuts edges. */
  cut(edges: string[]): void;
  /** Shows the room being opened or closed; null ends it. */
  showSpace(space: Space | null): void;
  /** Asks for the room; `undo` puts back what is shown should it be refused or nothing have to move. */
  makeSpace(space: Space, undo: () => void): void;
  /** Shows which edge a dragged node would be put into; null for none. */
  showSplice(edge: string | null): void;
  /** Ends a drag on an edge: the node goes into it. */
  splice(node: string, edge: string, moves: Move[], origins: Move[]): void;
  /** Whether nodes can be dropped into child flows. */
  readonly hasFlows: boolean;
  /** Shows which child flow dragged nodes would go into; null for none. */
  showInto(flow: string | null): void;
  /** Ends a drag on a child flow: the nodes go into it. */
  moveInto(flow: string, ids: string[]): void;
  /** Leads one end of an edge to another port. */
  reconnect(edge: string, end: { from?: PortRef; to?: PortRef }): void;
  /** Resizes a note or group on screen only. */
  resize(node: string, size: Size): void;
  /** Ends a resize: `origin` is the size to return to should the edit be refused. */
  resized(node: string, size: Size, origin: Size): void;
  /** Double click on nothing, or a wire released there. */
  quickAdd(at: Point, from: PortRef | null): void;
  /** Keyboard focus follows the pointer to this node (null: to the stage). */
  focus(nodeId: string | null): void;
  /** The cursor and the frame loop care which gesture runs. */
  gestureChanged(name: GestureName): void;
}

/** Names of gestures, used for cursors. */
export type GestureName =
  'none' | 'pan' | 'drag' | 'lasso' | 'connect' | 'pinch' | 'resize' | 'slice' | 'space';

/** What a press with the left button is for; Space, Alt and the middle button work with each. */
export type Tool = 'select' | 'hand' | 'space';

/** A gesture under way. */
export interface Gesture {
  readonly name: GestureName;
  /** Whether holding the pointer at the border pans. */
  readonly pansAtBorder: boolean;
  move(pointer: PointerSample): void;
  /** Ends the gesture where the pointer is. */
  finish(pointer: PointerSample): void;
  /** Undoes what the gesture did. */
  cancel(): void;
}
