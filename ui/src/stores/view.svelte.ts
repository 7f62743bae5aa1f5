// View state: what the window shows and how, never what the playbook says. The engine remembers it
// from one start to the next (tabs.svelte.ts sends it), the web view's own storage holds nothing;
// nothing here enters the engine's history. Theme and language are settings of the program and
// live in settings.svelte.ts. No DOM.

import type { DocumentMemo, WindowMemo } from '../generated/contract';
import type { OperationName } from './operation-name';
import type { Pasted } from './pasted';

/** Kinds remembered as used lately. */
const MOST_RECENT = 5;

const LEFT_TABS = ['components', 'outline', 'credentials'] as const;
const BOTTOM_TABS = ['problems', 'results'] as const;
export type LeftTab = (typeof LEFT_TABS)[number];
export type BottomTab = (typeof BOTTOM_TABS)[number];
export type DialogName =
  'palette' | 'settings' | 'shortcuts' | 'templates' | 'testCall' | 'catalog' | 'facts' | 'findInFolder';

export interface Selection {
  nodes: string[];
  edges: string[];
}

export interface Viewport {
  x: number;
  y: number;
  zoom: number;
}

/** A panel's size in pixels, its limits, and the size a double click on its bar returns to. */
export const PANELS = {
  left: { usual: 212, min: 168, max: 420 },
  bottom: { usual: 190, min: 96, max: 560 },
  inspector: { usual: 348, min: 288, max: 640 },
} as const;
export type PanelName = keyof typeof PANELS;

/** What the left button does on the canvas: takes things, moves the view, or makes room. */
export type CanvasTool = 'select' | 'hand' | 'space';

/** The part of the canvas that ui actions and the problems panel may drive. */
export interface CanvasPort {
  fit(): void;
  zoomIn(): void;
  zoomOut(): void;
  zoomTo(zoom: number): void;
  fitSelection(): void;
  /** Selects what comes after or before what is selected, along with it. */
  selectAlong(way: 'up' | 'down'): void;
  /** Brings a node into the middle and leaves the focus where it is. */
  centreOn(nodeId: string): void;
  focusNode(nodeId: string): void;
  visibleCentre(): { x: number; y: number };
  clientPointOf(point: { x: number; y: number }): { x: number; y: number };
  freeOutputOf(nodeId: string): string | null;
  boxOf(nodeId: string): { x: number; y: number; width: number; height: number } | null;
  snap(point: { x: number; y: number }): { x: number; y: number };
  focus(): void;
  getViewport?(): Viewport;
  setViewport?(viewport: Viewport): void;
}

/** What the picker of components is to do with the one that is picked. */
export interface QuickAdd {
  /** Where the new node goes, or what it is connected to stands; world units. */
  at: { x: number; y: number };
  /** Output that leads to it. */
  from?: { node: string; port: string };
  /** Input it leads to. */
  to?: { node: string; port: string };
  /** Edge it goes into. */
  edge?: string;
  /** Node that becomes one of the kind instead. */
  replace?: string;
}

/** Where the inspector is asked to put the focus; `turn` makes asking twice two requests. */
export interface FieldRequest {
  node: string;
  param: string;
  turn: number;
}

type Panels = Record<PanelName, { open: boolean; size: number }>;

function usualPanels(): Panels {
  return {
    left: { open: true, size: PANELS.left.usual },
    bottom: { open: true, size: PANELS.bottom.usual },
    inspector: { open: true, size: PANELS.inspector.usual },
  };
}

/** Reads remembered panels. What is missing or out of limits falls back to the usual, field by field. */
export function readPanels(memo: WindowMemo['panels'] = {}): Panels {
  const result = usualPanels();
  for (const name of Object.keys(PANELS) as PanelName[]) {
    const panel = memo[name];
    if (typeof panel?.open === 'boolean') result[name].open = panel.open;
    if (typeof panel?.size === 'number' && Number.isFinite(panel.size)) {
      result[name].size = clampSize(name, panel.size);
    }
  }
  return result;
}

export function clampSize(name: PanelName, size: number): number {
  return Math.round(Math.min(PANELS[name].max, Math.max(PANELS[name].min, size)));
}

export class ViewState {
  panels = $state<Panels>(usualPanels());
  leftTab = $state<LeftTab>('components');
  bottomTab = $state<BottomTab>('problems');
  dialog = $state<DialogName | null>(null);
  /** What was typed after the command palette or the find bar was asked for and before it was there. */
  typedAhead = '';
  selection = $state.raw<Selection>({ nodes: [], edges: [] });
  fieldRequest = $state.raw<FieldRequest | null>(null);
  canvas = $state.raw<CanvasPort | null>(null);
  /** What the API browser opens at; empty parts mean that nothing is chosen yet. */
  browseAt = $state.raw<OperationName>({ product: '', version: '', operation: '' });
  /** Dialog that the one about the API facts was opened from. */
  factsFrom = $state<DialogName | null>(null);
  /** Id of the child flow whose inside is shown; empty for the playbook's own flow. */
  flow = $state('');
  /** The picker of components that is open on the canvas. */
  quickAdd = $state.raw<QuickAdd | null>(null);
  /** Ids of the kinds added last, the last one first. */
  recentKinds = $state.raw<string[]>([]);
  /** A text that was to be pasted and is no copied nodes. */
  pasted = $state.raw<Pasted | null>(null);
  tool = $state<CanvasTool>('select');
  /** Whether dragged nodes snap to the grid. */
  isGridOn = $state(true);
  /** Path of the setting whose field has the focus; empty for none. */
  field = '';
  /** Bumped to ask the palette's search box for the focus. */
  searchTurn = $state(0);

  /** The one selected node, or undefined when none or several are selected. */
  readonly onlyNode = $derived(this.selection.nodes.length === 1 ? this.selection.nodes[0] : undefined);

  /** Takes over what was remembered of the window. */
  restore(memo: WindowMemo): void {
    this.panels = readPanels(memo.panels);
    if (LEFT_TABS.some((tab) => tab === memo.leftTab)) this.leftTab = memo.leftTab as LeftTab;
    if (BOTTOM_TABS.some((tab) => tab === memo.bottomTab)) this.bottomTab = memo.bottomTab as BottomTab;
    this.recentKinds = (memo.recentKinds ?? []).slice(0, MOST_RECENT);
  }

  /** What is to be remembered of the window. */
  windowMemo(): WindowMemo {
    const { leftTab, bottomTab, recentKinds } = this;
    return { panels: $state.snapshot(this.panels), leftTab, bottomTab, recentKinds };
  }

  /** What is to be remembered of the document in front; without a canvas, the viewport of before stays. */
  memo(before?: DocumentMemo): DocumentMemo {
    const viewport = this.canvas?.getViewport?.() ?? before?.viewport;
    return { nodes: this.selection.nodes, edges: this.selection.edges, ...(viewport ? { viewport } : {}) };
  }

  /** Remembers a kind as the one added last. */
  noteKind(kind: string): void {
    this.recentKinds = [kind, ...this.recentKinds.filter((id) => id !== kind)].slice(0, MOST_RECENT);
  }

  resize(name: PanelName, size: number): void {
    this.panels[name].size = clampSize(name, size);
  }

  show(name: PanelName, open = true): void {
    this.panels[name].open = open;
  }

  toggle(name: PanelName): void {
    this.show(name, !this.panels[name].open);
  }

  /** Takes a tool, or puts it away again. */
  toggleTool(tool: CanvasTool): void {
    this.tool = this.tool === tool ? 'select' : tool;
  }

  showLeft(tab: LeftTab): void {
    this.leftTab = tab;
    this.show('left');
  }

  showBottom(tab: BottomTab): void {
    this.bottomTab = tab;
    this.show('bottom');
  }

  /** Shows the inspector and asks it to focus the field of a parameter of a node. */
  requestField(node: string, param: string): void {
    this.show('inspector');
    this.fieldRequest = { node, param, turn: (this.fieldRequest?.turn ?? 0) + 1 };
  }
}
