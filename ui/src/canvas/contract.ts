// What the canvas takes and gives: the data of nodes and edges, the callbacks, and the commands a
// surrounding view may call. Types only; whoever composes the window needs nothing else of the core.

import type { Snippet } from 'svelte';
import type { IconType } from '../shared/icon';
import type { Tool } from './core/gesture';
import type { Space } from './core/gesture-space';
import type { CanvasModel } from './model.svelte';
import type {
  Access,
  EdgeState,
  Move,
  Point,
  PortRef,
  PortShape,
  Rect,
  Selection,
  Shape,
  Size,
  Viewport,
} from './core/types';

export type { Space, Tool };
export type { Access, EdgeState, Move, Point, PortRef, Rect, Selection, Shape, Size, Viewport };
export type PortData = PortShape;

/** Size of a node card, world units. */
export const CARD_WIDTH = 220;
export const CARD_HEIGHT = 64;
/** Size of a start or end pill, world units. */
export const PILL_WIDTH = 100;
export const PILL_HEIGHT = 44;
/** Height of the head and of one row of a card with branches; the engine's layout counts with the same. */
export const BRANCH_HEAD = 44;
export const BRANCH_ROW = 26;
/** Height of the title bar of a group, by which it is pressed. */
export const GROUP_BAR = 28;

/** The last result of a node, shown below its right corner. */
export interface ChipData {
  text: string;
  tone: 'ok' | 'info' | 'warn' | 'error' | 'neutral';
}

/** How many problems a node has and how bad the worst is. */
export interface BadgeData {
  count: number;
  severity: 'error' | 'warning' | 'info';
}

/** One branch on a card. */
export interface BranchRow {
  /** IF, ELSE IF, ELSE or the number of the branch. */
  keyword: string;
  /** Its name or condition in short. */
  text: string;
}

/** A node as the document mirror hands it in; world units, top-left corner. */
export interface NodeData {
  id: string;
  x: number;
  y: number;
  width: number;
  height: number;
  shape: Shape;
  title: string;
  /** Second line; empty for none. */
  subtitle: string;
  /** Name given to `resolveIcon`. */
  icon: string;
  access: Access;
  ports: PortData[];
  /** Full spoken name, in the person's language. */
  ariaLabel: string;
  chip?: ChipData | null;
  badge?: BadgeData | null;
  /** Runs pass over it: drawn faint. */
  isDisabled?: boolean;
  /** Rows of a card with branches, one for each output port. */
  rows?: BranchRow[];
  /** What stands on a note, as text. */
  text?: string;
  /** Colour of a note or group by name. */
  colour?: string;
}

/** An edge as the document mirror hands it in. */
export interface EdgeData {
  id: string;
  from: PortRef;
  to: PortRef;
  label?: string;
  state?: EdgeState;
  /** Full spoken name, in the person's language. */
  ariaLabel: string;
}

/** One batch of changes. Removals come first, then nodes, then edges; nodes and edges are put whole. */
export interface CanvasChange {
  nodes?: readonly NodeData[];
  edges?: readonly EdgeData[];
  /** Removing a node removes its edges too. */
  removedNodes?: readonly string[];
  removedEdges?: readonly string[];
}

/** What was under the pointer when a context menu was asked for. */
export interface ContextMenuRequest {
  node?: string;
  edge?: string;
  clientX: number;
  clientY: number;
  world: Point;
}

/** What the canvas asks and tells; every edit is a request, the document stays with its owner. */
export interface CanvasCallbacks {
  /**
   * True, or the reason why not in the person's language; null while that is being asked. `from` is an output, `to` an
   * input; `edge` is the one of which an end is led elsewhere.
   */
  canConnect: (from: PortRef, to: PortRef, edge?: string) => true | string | null;
  /** One call per drop; a rejected promise puts the nodes back. */
  onMove: (moves: Move[]) => void | Promise<unknown>;
  onConnect: (from: PortRef, to: PortRef) => void;
  onSelect: (selection: Selection) => void;
  onDelete: (selection: Selection) => void;
  onActivate: (nodeId: string) => void;
  /** The view came to rest; for remembering it per document. */
  onViewport?: (viewport: Viewport) => void;
  onContextMenu?: (request: ContextMenuRequest) => void;
  /** Double click on nothing; with `from`, a wire released there, or a node that Tab appends to. */
  onQuickAdd?: (at: Point, from?: PortRef) => void;
  /** The "+" of an edge was pressed at this point. */
  onInsert?: (edge: string, at: Point) => void;
  /** A node was dropped on an edge: its move and the edge are one step. */
  onSplice?: (node: string, edge: string, moves: Move[]) => void | Promise<unknown>;
  /** Room is to be opened or closed; a rejected promise puts back what is shown. */
  onSpace?: (space: Space) => void | Promise<unknown>;
  /** Nodes were dropped on a child flow; a rejected promise puts them back. */
  onMoveInto?: (flow: string, nodes: string[]) => void | Promise<unknown>;
  /** Escape puts a tool away. */
  onToolEnd?: () => void;
  /** One end of an edge was led elsewhere. */
  onReconnect?: (edge: string, end: { from?: PortRef; to?: PortRef }) => void;
  /** A note or group was resized. */
  onResize?: (node: string, size: Size) => void | Promise<unknown>;
  /** Escape with nothing selected; returns whether there was somewhere to go. */
  onLeave?: () => boolean;
  onReady?: (handle: CanvasHandle) => void;
}

/** Properties of `Canvas.svelte`. */
export interface CanvasProps extends CanvasCallbacks {
  model: CanvasModel;
  /** Accessible name of the graph. */
  label: string;
  readonly?: boolean;
  /** What the left button is for; without it, selecting. */
  tool?: Tool;
  /** Whether dragged nodes snap to the grid; they do unless told otherwise. */
  hasGrid?: boolean;
  /** Drawn beside the zoom control. */
  tools?: Snippet;
  resolveIcon: (name: string) => IconType | undefined;
  /** Drawn above the graph, for instance an empty state. */
  children?: Snippet;
}

/** Commands to a canvas. */
export interface CanvasHandle {
  fit(): void;
  fitSelection(): void;
  zoomIn(): void;
  zoomOut(): void;
  /** Sets the zoom (0.1–4) about the middle of the stage. */
  zoomTo(zoom: number): void;
  /** Shows a node in the middle; keeps the zoom unless it is the overview's. */
  centreOn(nodeId: string): void;
  /** Selects a node, brings it into view and gives it the keyboard focus. */
  focusNode(nodeId: string): void;
  setViewport(viewport: Viewport): void;
  getViewport(): Viewport;
  /** Returns the world point under a page position, or null outside the stage or under something else. */
  worldPointAt(clientX: number, clientY: number): Point | null;
  nodeAt(clientX: number, clientY: number): string | null;
  edgeAt(clientX: number, clientY: number): string | null;
  /** Returns the page position of a world point. */
  clientPointOf(point: Point): Point;
  /** Returns the output of a node that no edge leaves yet, else its first; null when it has none. */
  freeOutputOf(nodeId: string): string | null;
  /** Returns the box of a node, or null for one that is not drawn. */
  boxOf(nodeId: string): Rect | null;
  /** Returns the nearest grid position. */
  snap(point: Point): Point;
  /** Returns the world point in the middle of the view. */
  visibleCentre(): Point;
  /** Outlines where something dragged in from outside would land; null takes the outline away. */
  showDropGhost(topLeft: Point | null, size?: Size): void;
  /** Selects what comes after (`down`) or before (`up`) what is selected, along with it. */
  selectAlong(way: 'up' | 'down'): void;
  focus(): void;
}
