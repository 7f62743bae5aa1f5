// What gestures and keys do to one canvas: selection, local moves, wires, focus, and the requests to
// whoever owns the document. Implements the hosts that the framework-free gestures and keys act
// through, and holds the reactive state of overlays (lasso, guides, ghost wire, announcement).

import type { CanvasCallbacks } from './contract';
import { portPoint } from './core/geometry';
import type { GestureHost, GestureName, GhostWire, Tool } from './core/gesture';
import type { Slice } from './core/gesture-slice';
import type { Space } from './core/gesture-space';
import { Gestures } from './core/gestures';
import type { KeyHost } from './core/keyboard';
import { freeOutput, selectionAlong } from './core/navigate';
import type { Guide } from './core/snap';
import { isSameSelection, toggle } from './core/selection';
import type { Move, Point, PortRef, Rect, Selection, Size, Viewport } from './core/types';
import { KeyboardWire } from './keyboard-wire';
import { panBy, reveal } from './core/viewport';
import type { CanvasEdge, CanvasModel, CanvasNode, EdgeMark } from './model.svelte';
import type { Stage } from './stage.svelte';
import { t } from '../shared/i18n.svelte';

/** Room kept around a node that is brought into view, pixels. */
const REVEAL_MARGIN = 48;

/** Room between a node and the one appended to it, world units. */
const APPEND_GAP = 90;

/** Gestures, keys and overlays of one canvas. */
export class Interaction implements GestureHost, KeyHost {
  lasso = $state.raw<Rect | null>(null);
  guides = $state.raw<Guide[]>([]);
  wire = $state.raw<GhostWire | null>(null);
  dropGhost = $state.raw<Rect | null>(null);
  /** Dragged nodes snap to the grid. */
  hasGrid = true;
  /** The child flow that dragged nodes would go into. */
  intoFlow: CanvasNode | null = null;
  slice = $state.raw<Slice | null>(null);
  space = $state.raw<Space | null>(null);
  gesture = $state<GestureName>('none');
  /** The "+" that waits on an edge under the pointer. */
  edgePlus = $state.raw<{ edge: string; at: Point } | null>(null);
  announcement = $state('');
  /** The wheel is moving the view. */
  isTurning = $state(false);
  /** Space is held, so the next press pans. */
  isPanKeyHeld = $state(false);
  /** The pointer was used last, so the focus needs no ring of its own. */
  isByPointer = $state(false);
  /** Id of the node that Tab reaches. */
  focusedId = $state<string | null>(null);

  readonly gestures = new Gestures(this);
  private readonly keyboardWire: KeyboardWire;
  private wireNode: CanvasNode | null = null;
  private marked: CanvasEdge[] = [];
  /** Selection last told to the owner; live lassos tell only when they end. */
  private told: Selection;
  private isSelecting = false;
  private readonly stopListening: () => void;

  constructor(
    private readonly model: CanvasModel,
    private readonly stageView: () => Stage,
    private readonly callbacks: () => CanvasCallbacks & { readonly?: boolean },
  ) {
    this.keyboardWire = new KeyboardWire(model, this);
    this.told = model.selection;
    this.stopListening = model.onChange(({ isSelection, isRemoval }) => {
      // Selected from outside: the owner knows already and is not told back.
      if (isSelection && !this.isSelecting) this.told = model.selection;
      // The owner drops what is gone by itself. Should it come back and be selected, that is news.
      if (isRemoval) this.told = this.alive(this.told);
      this.keepTabStop();
    });
  }

  private alive({ nodes, edges }: Selection): Selection {
    return {
      nodes: nodes.filter((id) => this.scene.nodes.has(id)),
      edges: edges.filter((id) => this.scene.edges.has(id)),
    };
  }

  /** Lets go of the model. */
  dispose(): void {
    this.stopListening();
  }

  get scene() {
    return this.model.scene;
  }

  get isReadonly(): boolean {
    return this.callbacks().readonly === true;
  }

  /** Tells whether quick-add is wanted by the owner. */
  get hasQuickAdd(): boolean {
    return this.callbacks().onQuickAdd !== undefined;
  }

  // View

  viewport(): Viewport {
    return this.stageView().viewport;
  }

  setViewport(viewport: Viewport): void {
    this.stageView().setViewport(viewport);
  }

  stage() {
    return this.stageView().size;
  }

  panBy(dx: number, dy: number): void {
    this.setViewport(panBy(this.viewport(), dx, dy));
  }

  // Selection and focus

  selection(): Selection {
    return this.model.selection;
  }

  select(selection: Selection): void {
    this.isSelecting = true;
    const changed = this.model.setSelection(selection);
    this.isSelecting = false;
    if (changed && !this.gestures.isBusy) this.tellSelection();
  }

  focused(): string | null {
    return this.focusedId !== null && this.scene.nodes.has(this.focusedId) ? this.focusedId : null;
  }

  focus(nodeId: string | null): void {
    this.setTabStop(nodeId);
    void this.stageView().focusNode(nodeId === null ? null : (this.model.scene.nodes.get(nodeId) ?? null));
  }

  goTo(id: string): void {
    const node = this.model.scene.nodes.get(id);
    if (!node) return;
    this.setViewport(reveal(this.viewport(), this.stage(), node, REVEAL_MARGIN));
    this.focus(id);
    if (this.keyboardWire.isDrawn) this.keyboardWire.show(node);
    else if (this.stageView().isOverview) this.announce(node.ariaLabel);
  }

  /** Makes a node the one Tab reaches; the card itself may be focused or not. */
  setTabStop(nodeId: string | null): void {
    if (this.focusedId === nodeId) return;
    const { nodes } = this.model.scene;
    const before = this.focusedId === null ? undefined : nodes.get(this.focusedId);
    if (before) before.isTabStop = false;
    if (this.focusedId !== null) this.stageView().culling.unpin(this.focusedId);
    const next = nodeId === null ? undefined : nodes.get(nodeId);
    if (next) next.isTabStop = true;
    this.focusedId = next ? next.id : null;
  }

  /** Lets Tab reach the stage again when its node is gone, and a record put anew under the same id. */
  private keepTabStop(): void {
    if (this.focusedId === null) return;
    const node = this.model.scene.nodes.get(this.focusedId);
    if (!node) this.setTabStop(null);
    else if (!node.isTabStop) node.isTabStop = true;
  }

  // Edits asked of the owner

  place(moves: Move[]): void {
    this.model.place(moves);
  }

  drop(moves: Move[], origins: Move[]): void {
    // An undo during the drag may have taken a node away.
    const known = moves.filter(({ id }) => this.scene.nodes.has(id));
    if (known.length === 0) return;
    this.announce(t('canvas-said-moved', { count: known.length }));
    const answer = this.callbacks().onMove(known);
    if (answer instanceof Promise) answer.catch(() => this.model.place(origins));
  }

  nudge(moves: Move[], origins: Move[]): void {
    this.model.place(moves);
    this.drop(moves, origins);
  }

  remove(selection: Selection): void {
    const next = selection.nodes.includes(this.focusedId ?? '') ? this.nodeAfter(selection) : this.focusedId;
    this.callbacks().onDelete(selection);
    this.announce(t('canvas-said-deleted', { count: selection.nodes.length + selection.edges.length }));
    this.focus(next);
  }

  canConnect(from: PortRef, to: PortRef, edge?: string): true | string | null {
    return this.callbacks().canConnect(from, to, edge);
  }

  whyNoPort(wanted: 'in' | 'out'): string {
    return t(wanted === 'in' ? 'canvas-refused-no-input' : 'canvas-refused-no-output');
  }

  connect(from: PortRef, to: PortRef): void {
    this.callbacks().onConnect(from, to);
    this.announce(t('canvas-said-connected', { from: this.nameOf(from), to: this.nameOf(to) }));
  }

  showSplice(edge: string | null): void {
    this.markEdges('target', edge === null ? [] : [edge]);
  }

  /** Shows that the pointer is on an edge, or on none. */
  showHover(edge: string | null): void {
    this.markEdges('hover', edge === null ? [] : [edge]);
  }

  /** Marks these edges and none else. */
  private markEdges(mark: EdgeMark, ids: readonly string[]): void {
    if (this.marked.length + ids.length === 0) return;
    const before = this.marked;
    for (const edge of before) edge.mark = 'none';
    this.marked = ids.flatMap((id) => this.model.scene.edges.get(id) ?? []);
    for (const edge of this.marked) edge.mark = mark;
    this.stageView().redrawEdges([...before, ...this.marked]);
  }

  splice(node: string, edge: string, moves: Move[], origins: Move[]): void {
    const { onSplice } = this.callbacks();
    if (!onSplice) return this.drop(moves, origins);
    const answer = onSplice(node, edge, moves);
    if (answer instanceof Promise) answer.catch(() => this.model.place(origins));
  }

  get hasFlows(): boolean {
    return this.callbacks().onMoveInto !== undefined;
  }

  showInto(flow: string | null): void {
    if (this.intoFlow) this.intoFlow.wire = 'none';
    this.intoFlow = (flow !== null && this.scene.nodes.get(flow)) || null;
    if (this.intoFlow) this.intoFlow.wire = 'accepts';
  }

  moveInto(flow: string, ids: string[]): void {
    const answer = this.callbacks().onMoveInto?.(flow, ids);
    if (answer instanceof Promise) answer.catch(() => undefined);
  }

  reconnect(edge: string, end: { from?: PortRef; to?: PortRef }): void {
    this.callbacks().onReconnect?.(edge, end);
  }

  resize(node: string, size: Size): void {
    this.model.resize(node, size);
  }

  resized(node: string, size: Size, origin: Size): void {
    const answer = this.callbacks().onResize?.(node, size);
    if (answer instanceof Promise) answer.catch(() => this.model.resize(node, origin));
  }

  showSlice(slice: Slice | null): void {
    this.slice = slice;
    this.markEdges('cut', slice?.edges ?? []);
  }

  cut(edges: string[]): void {
    this.callbacks().onDelete({ nodes: [], edges });
    this.announce(t('canvas-said-cut', { count: edges.length }));
  }

  showSpace(space: Space | null): void {
    this.space = space;
  }

  makeSpace(space: Space, undo: () => void): void {
    const answer = this.callbacks().onSpace?.(space);
    if (answer instanceof Promise) answer.catch(undo);
    else undo();
  }

  /** Selects what comes after (`down`) or before (`up`) what is selected, along with it. */
  selectAlong(way: 'up' | 'down'): void {
    this.select(selectionAlong(this.scene, this.selection(), this.focused(), way));
  }

  setTool(tool: Tool, hasGrid: boolean): void {
    this.gestures.tool = tool;
    this.hasGrid = hasGrid;
  }

  /** Shows the "+" of an edge at a point, or takes it away. */
  showEdgePlus(plus: { edge: string; at: Point } | null): void {
    if (plus || this.edgePlus) this.edgePlus = plus;
  }

  insert(): void {
    const plus = this.edgePlus;
    this.edgePlus = null;
    if (plus) this.callbacks().onInsert?.(plus.edge, plus.at);
  }

  get hasInsert(): boolean {
    return this.callbacks().onInsert !== undefined && !this.isReadonly;
  }

  leave(): boolean {
    return this.callbacks().onLeave?.() ?? false;
  }

  append(id: string): boolean {
    const node = this.model.scene.nodes.get(id);
    const port = node && freeOutput(this.model.scene, node);
    if (!node || port == null || !this.hasQuickAdd) return false;
    this.quickAdd({ x: node.x + node.width, y: node.y }, { node: id, port });
    return true;
  }

  /** Asks for what follows an output, a little to the right of it. */
  appendAt(from: PortRef): void {
    const node = this.model.scene.nodes.get(from.node);
    const at = node && portPoint(node, from.port);
    if (at) this.quickAdd({ x: at.x + APPEND_GAP, y: at.y }, from);
  }

  activate(nodeId: string): void {
    this.callbacks().onActivate(nodeId);
  }

  quickAdd(at: Point, from: PortRef | null): void {
    this.callbacks().onQuickAdd?.(at, from ?? undefined);
  }

  // Overlays

  showLasso(area: Rect | null): void {
    this.lasso = area;
  }

  showGuides(guides: Guide[]): void {
    if (guides.length > 0 || this.guides.length > 0) this.guides = guides;
  }

  showWire(wire: GhostWire | null): void {
    const node = wire?.target == null ? null : (this.model.scene.nodes.get(wire.target) ?? null);
    if (this.wireNode && this.wireNode !== node) this.wireNode.wire = 'none';
    if (node)
      node.wire = wire?.refusal != null ? 'refuses' : node.id === wire?.from.node ? 'none' : 'accepts';
    if (wire?.refusal != null && wire.refusal !== this.wire?.refusal) this.announce(wire.refusal);
    this.wireNode = node;
    this.wire = wire;
  }

  gestureChanged(name: GestureName): void {
    this.gesture = name;
    if (name === 'none') this.tellSelection();
  }

  /** Says something to screen readers; the same words twice in a row are still two messages. */
  announce(text: string): void {
    this.announcement = text === this.announcement ? `${text}\u00a0` : text;
  }

  escape(): boolean {
    if (this.keyboardWire.isDrawn) {
      this.keyboardWire.end();
      this.announce(t('canvas-said-wire-ended'));
      return true;
    }
    if (this.gestures.cancel()) return true;
    if (this.gestures.tool === 'select') return false;
    this.callbacks().onToolEnd?.();
    return true;
  }

  /** Space was tapped, not held for panning: it presses the focused card, as on any button. */
  toggleFocused(): void {
    const id = this.focused();
    if (id !== null) this.select(toggle(this.model.selection, { node: id }));
  }

  // Wires by keys

  startWire(id: string): void {
    this.keyboardWire.start(id);
  }

  wireFrom(number: number): boolean {
    return this.keyboardWire.leaveBy(number, this.focusedId);
  }

  finishWire(id: string): boolean {
    return this.keyboardWire.finish(id);
  }

  private tellSelection(): void {
    const selection = this.model.selection;
    if (isSameSelection(selection, this.told)) return;
    this.told = selection;
    this.callbacks().onSelect(selection);
    const count = selection.nodes.length + selection.edges.length;
    if (count !== 1) this.announce(t('canvas-said-selected', { count }));
  }

  /** Returns a node to focus once the selected ones are gone: a neighbour along an edge. */
  private nodeAfter(selection: Selection): string | null {
    const gone = new Set(selection.nodes);
    for (const edgeId of this.focusedId === null ? [] : this.scene.edgesOf(this.focusedId)) {
      const edge = this.scene.edges.get(edgeId);
      for (const end of [edge?.from.node, edge?.to.node]) {
        if (end !== undefined && !gone.has(end) && this.scene.nodes.has(end)) return end;
      }
    }
    return null;
  }

  private nameOf(ref: PortRef): string {
    return this.model.scene.nodes.get(ref.node)?.title ?? ref.node;
  }
}
