// The canvas's mirror of a document: one reactive record per node and per edge in plain maps, so that
// a change wakes one card and its edges and nothing else. The document belongs to the engine; this
// holds what is drawn, and moves nodes on its own only while a drag is under way.

import type { CanvasChange, EdgeData, NodeData } from './contract';
import { Scene } from './core/scene';
import { isSameSelection } from './core/selection';
import type { EdgeShape, EdgeState, Move, NodeShape, Point, PortRef, Selection, Size } from './core/types';

const NO_PORTS: readonly string[] = [];

/** What the moment makes of a node. */
interface Marks {
  selected: boolean;
  isTabStop: boolean;
  wire: 'none' | 'accepts' | 'refuses';
  openPorts: readonly string[];
}

const NO_MARKS: Marks = { selected: false, isTabStop: false, wire: 'none', openPorts: NO_PORTS };

/**
 * A node as cards see it: three reactive values, replaced as wholes. A document has thousands of nodes, and one for each field
 * took half as long again to fill the model with them.
 */
export class CanvasNode implements NodeShape {
  readonly id: string;
  /** Rank in drawing order, given once when the node comes to the canvas. */
  order = 0;
  #place: Point;
  #marks = $state.raw(NO_MARKS);
  #data: NodeData;

  constructor(data: NodeData) {
    this.id = data.id;
    this.#data = $state.raw(data);
    this.#place = $state.raw(data);
  }

  /** Takes over new data; values that are equal wake nothing. */
  assign(data: NodeData): void {
    this.moveTo(data);
    this.#data = data;
  }

  get x() {
    return this.#place.x;
  }
  get y() {
    return this.#place.y;
  }

  /** Takes another place; the one it has wakes nothing. */
  moveTo(place: Point): void {
    if (place.x !== this.#place.x || place.y !== this.#place.y) this.#place = { x: place.x, y: place.y };
  }

  get selected() {
    return this.#marks.selected;
  }
  set selected(selected) {
    this.mark({ selected });
  }
  /** The one node of the graph that Tab reaches. */
  get isTabStop() {
    return this.#marks.isTabStop;
  }
  set isTabStop(isTabStop) {
    this.mark({ isTabStop });
  }
  /** What a wire held over the node would meet. */
  get wire() {
    return this.#marks.wire;
  }
  set wire(wire) {
    this.mark({ wire });
  }
  /** Outputs that no edge leaves: a path ends there that should go on. */
  get openPorts() {
    return this.#marks.openPorts;
  }
  set openPorts(openPorts) {
    this.mark({ openPorts });
  }

  private mark(change: Partial<Marks>): void {
    const marks = { ...this.#marks, ...change };
    const isSame = (Object.keys(change) as (keyof Marks)[]).every(
      (name) => marks[name] === this.#marks[name],
    );
    if (!isSame) this.#marks = marks;
  }

  get width() {
    return this.#data.width;
  }
  get height() {
    return this.#data.height;
  }
  get shape() {
    return this.#data.shape;
  }
  get title() {
    return this.#data.title;
  }
  get subtitle() {
    return this.#data.subtitle;
  }
  get icon() {
    return this.#data.icon;
  }
  get access() {
    return this.#data.access;
  }
  get ports() {
    return this.#data.ports;
  }
  get ariaLabel() {
    return this.#data.ariaLabel;
  }
  get chip() {
    return this.#data.chip ?? null;
  }
  get badge() {
    return this.#data.badge ?? null;
  }
  get isDisabled() {
    return this.#data.isDisabled === true;
  }
  get rows() {
    return this.#data.rows ?? [];
  }
  get text() {
    return this.#data.text ?? '';
  }
  get colour() {
    return this.#data.colour ?? '';
  }

  /** Takes another size, on screen only. */
  resize({ width, height }: Size): void {
    this.#data = { ...this.#data, width, height };
  }
}

/** The pointer is on it, a dragged node would go into it, or the line of a slice crosses it. */
export type EdgeMark = 'none' | 'hover' | 'target' | 'cut';

/** An edge as it is drawn. Not reactive: the edge layer is told what to draw anew. */
export class CanvasEdge implements EdgeShape {
  readonly id: string;
  selected = false;
  /** What the gesture under way, or the pointer above it, means for the edge. */
  mark: EdgeMark = 'none';
  #data: EdgeData;

  constructor(data: EdgeData) {
    this.id = data.id;
    this.#data = data;
  }

  /** Takes over new data. */
  assign(data: EdgeData): void {
    this.#data = data;
  }

  get from(): PortRef {
    return this.#data.from;
  }
  get to(): PortRef {
    return this.#data.to;
  }
  get label(): string {
    return this.#data.label ?? '';
  }
  get state(): EdgeState {
    return this.#data.state ?? 'idle';
  }
  get ariaLabel(): string {
    return this.#data.ariaLabel;
  }
}

/** Ids that a batch touched, whether added, changed or removed. */
export interface Touched {
  nodes: readonly string[];
  edges: readonly string[];
  /** Only the marks of selection changed. */
  isSelection?: boolean;
  /** Something was taken away, and with it its mark of selection. */
  isRemoval?: boolean;
}

type Listener = (touched: Touched) => void;

/** All that is drawn of one document. */
export class CanvasModel {
  readonly scene = new Scene<CanvasNode, CanvasEdge>();
  private readonly listeners = new Set<Listener>();
  private selectedNodes = new Set<string>();
  private selectedEdges = new Set<string>();

  /** Nodes by id; change them through `apply` only. */
  get nodes(): ReadonlyMap<string, CanvasNode> {
    return this.scene.nodes;
  }

  /** Edges by id; change them through `apply` only. */
  get edges(): ReadonlyMap<string, CanvasEdge> {
    return this.scene.edges;
  }

  get selection(): Selection {
    return { nodes: [...this.selectedNodes], edges: [...this.selectedEdges] };
  }

  /** Applies a batch and tells the canvas which ids it touched. */
  apply(change: CanvasChange): void {
    const nodes: string[] = [];
    const edges: string[] = [];
    const left = new Set<string>();
    for (const id of change.removedEdges ?? []) {
      left.add(this.scene.edges.get(id)?.from.node ?? '');
      this.dropEdge(id);
      edges.push(id);
    }
    for (const id of change.removedNodes ?? []) {
      this.selectedNodes.delete(id);
      for (const edge of this.scene.edgesOf(id)) left.add(this.scene.edges.get(edge)?.from.node ?? '');
      for (const edge of this.scene.removeNode(id)) {
        this.selectedEdges.delete(edge);
        edges.push(edge);
      }
      nodes.push(id);
    }
    for (const data of change.nodes ?? []) {
      this.putNode(data);
      nodes.push(data.id);
      left.add(data.id);
    }
    for (const data of change.edges ?? []) {
      left.add(this.scene.edges.get(data.id)?.from.node ?? '');
      this.putEdge(data);
      edges.push(data.id);
      left.add(data.from.node);
    }
    for (const id of left) this.findOpenPorts(id);
    const isRemoval = (change.removedNodes?.length ?? 0) + (change.removedEdges?.length ?? 0) > 0;
    this.tell({ nodes, edges, isRemoval });
  }

  /** Removes everything. */
  clear(): void {
    const touched = { nodes: [...this.nodes.keys()], edges: [...this.edges.keys()], isRemoval: true };
    this.selectedNodes.clear();
    this.selectedEdges.clear();
    this.scene.clear();
    this.tell(touched);
  }

  /** Moves nodes on screen; the document learns of it when the drag ends. */
  place(moves: readonly Move[]): void {
    const touched: string[] = [];
    for (const { id, x, y } of moves) {
      const node = this.scene.nodes.get(id);
      if (!node || (node.x === x && node.y === y)) continue;
      node.moveTo({ x, y });
      this.scene.nodeChanged(id);
      touched.push(id);
    }
    if (touched.length > 0) this.tell({ nodes: touched, edges: [] });
  }

  /** Resizes a node on screen; the document learns of it when the drag ends. */
  resize(id: string, size: Size): void {
    const node = this.scene.nodes.get(id);
    if (!node) return;
    node.resize(size);
    this.scene.nodeChanged(id);
    this.tell({ nodes: [id], edges: [] });
  }

  /** Selects exactly these; unknown ids are left out. Returns whether anything changed. */
  setSelection(selection: Selection): boolean {
    const nodes = selection.nodes.filter((id) => this.scene.nodes.has(id));
    const edges = selection.edges.filter((id) => this.scene.edges.has(id));
    if (isSameSelection(this.selection, { nodes, edges })) return false;
    const touched: Touched = {
      nodes: mark(this.selectedNodes, nodes, this.scene.nodes),
      edges: mark(this.selectedEdges, edges, this.scene.edges),
      isSelection: true,
    };
    this.selectedNodes = new Set(nodes);
    this.selectedEdges = new Set(edges);
    this.tell(touched);
    return true;
  }

  /** Calls `listener` after each change. Returns the way to stop. */
  onChange(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private putNode(data: NodeData): void {
    const known = this.scene.nodes.get(data.id);
    if (known) known.assign(data);
    const node = known ?? new CanvasNode(data);
    this.scene.putNode(node);
    node.order = this.scene.orderOf(data.id);
  }

  private putEdge(data: EdgeData): void {
    const known = this.scene.edges.get(data.id);
    // Taken out first: the scene finds an edge's old ends by the record that is about to change.
    if (known) this.scene.removeEdge(data.id);
    known?.assign(data);
    this.scene.putEdge(known ?? new CanvasEdge(data));
  }

  private findOpenPorts(id: string): void {
    const node = this.scene.nodes.get(id);
    if (!node) return;
    const taken = new Set<string>();
    for (const edgeId of this.scene.edgesOf(id)) {
      const edge = this.scene.edges.get(edgeId);
      if (edge?.from.node === id) taken.add(edge.from.port);
    }
    const open = node.ports
      .filter((port) => port.side === 'out' && !taken.has(port.id))
      .map((port) => port.id);
    const isSame =
      open.length === node.openPorts.length && open.every((port, at) => port === node.openPorts[at]);
    if (!isSame) node.openPorts = open.length > 0 ? open : NO_PORTS;
  }

  private dropEdge(id: string): void {
    this.selectedEdges.delete(id);
    this.scene.removeEdge(id);
  }

  private tell(touched: Touched): void {
    for (const listener of this.listeners) listener(touched);
  }
}

/** Switches the `selected` marks from one set to another; returns the ids that changed. */
function mark(before: Set<string>, after: string[], records: Map<string, { selected: boolean }>): string[] {
  const wanted = new Set(after);
  const changed: string[] = [];
  const set = (id: string, isSelected: boolean): void => {
    const record = records.get(id);
    if (record) record.selected = isSelected;
    changed.push(id);
  };
  for (const id of before) if (!wanted.has(id)) set(id, false);
  for (const id of after) if (!before.has(id)) set(id, true);
  return changed;
}
