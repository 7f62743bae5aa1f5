// Small builders for the core's tests. Nodes keep their fields behind getters, as the reactive
// records of the real canvas do: a spread or a JSON copy of one loses everything, and must not be used.

import { Scene } from './scene';
import type { GestureHost, GestureName, GhostWire, PointerSample } from './gesture';
import type { Slice } from './gesture-slice';
import type { Space } from './gesture-space';
import type { Guide } from './snap';
import type {
  Access,
  EdgeShape,
  Move,
  NodeShape,
  Point,
  PortRef,
  PortShape,
  Rect,
  Selection,
  Shape,
  Size,
  Viewport,
} from './types';

/** A node whose data sits behind getters. */
export class TestNode implements NodeShape {
  #x: number;
  #y: number;
  #selected = false;
  constructor(
    readonly id: string,
    x: number,
    y: number,
    private readonly own: {
      ports?: PortShape[];
      access?: Access;
      height?: number;
      shape?: Shape;
      width?: number;
      title?: string;
    } = {},
  ) {
    this.#x = x;
    this.#y = y;
  }
  get x() {
    return this.#x;
  }
  set x(value) {
    this.#x = value;
  }
  get y() {
    return this.#y;
  }
  set y(value) {
    this.#y = value;
  }
  get selected() {
    return this.#selected;
  }
  set selected(value) {
    this.#selected = value;
  }
  get title() {
    return this.own.title ?? '';
  }
  get width() {
    return this.own.width ?? 220;
  }
  get height() {
    return this.own.height ?? 64;
  }
  get shape() {
    return this.own.shape ?? ('card' as const);
  }
  get access() {
    return this.own.access ?? 'read';
  }
  get ports(): readonly PortShape[] {
    return (
      this.own.ports ?? [
        { id: 'in', side: 'in' },
        { id: 'out', side: 'out' },
      ]
    );
  }
}

/** Returns an edge from an output to an input. */
export function testEdge(from: string, to: string, port = 'out'): EdgeShape {
  return {
    id: `${from}>${to}`,
    from: { node: from, port },
    to: { node: to, port: 'in' },
    selected: false,
    state: 'idle',
  };
}

/** Returns a scene of nodes at positions and edges written as `a>b`. */
export function testScene(nodes: Record<string, [number, number]>, edges: string[] = []): Scene<TestNode> {
  const scene = new Scene<TestNode>();
  for (const [id, [x, y]] of Object.entries(nodes)) scene.putNode(new TestNode(id, x, y));
  for (const text of edges) {
    const [from, to] = text.split('>') as [string, string];
    scene.putEdge(testEdge(from, to));
  }
  return scene;
}

/** Returns a pointer sample of a mouse with the left button. */
export function pointer(x: number, y: number, more: Partial<PointerSample> = {}): PointerSample {
  const keys = { shift: false, ctrl: false, alt: false };
  return { id: 1, x, y, button: 0, ...keys, isTouch: false, time: 0, ...more };
}

/** A host that does what the real one does to the scene and keeps a log of everything else. */
export class TestHost implements GestureHost {
  view: Viewport = { x: 0, y: 0, zoom: 1 };
  isReadonly = false;
  hasGrid = true;
  hasFlows = true;
  into: string | null = null;
  picked: Selection = { nodes: [], edges: [] };
  log: string[] = [];
  dropped: Move[] = [];
  lasso: Rect | null = null;
  guides: Guide[] = [];
  wire: GhostWire | null = null;
  gesture: GestureName = 'none';
  spliceEdge: string | null = null;
  size: Size | null = null;
  slice: Slice | null = null;
  space: Space | null = null;
  verdict: (from: PortRef, to: PortRef, edge?: string) => true | string | null = () => true;

  constructor(readonly scene: Scene<TestNode>) {}

  viewport = (): Viewport => this.view;
  setViewport = (viewport: Viewport): void => void (this.view = viewport);
  stage = () => ({ width: 1000, height: 800 });
  selection = (): Selection => this.picked;
  select(selection: Selection): void {
    this.picked = selection;
    for (const node of this.scene.nodes.values()) node.selected = selection.nodes.includes(node.id);
  }
  place(moves: Move[]): void {
    for (const { id, x, y } of moves) {
      const node = this.scene.nodes.get(id) as TestNode;
      node.x = x;
      node.y = y;
      this.scene.nodeChanged(id);
    }
  }
  drop(moves: Move[]): void {
    this.dropped = moves;
    this.log.push('drop');
  }
  showLasso = (area: Rect | null): void => void (this.lasso = area);
  showGuides = (guides: Guide[]): void => void (this.guides = guides);
  showWire = (wire: GhostWire | null): void => void (this.wire = wire);
  canConnect = (from: PortRef, to: PortRef, edge?: string): true | string | null => {
    this.log.push(`ask ${from.node}.${from.port}>${to.node}.${to.port}`);
    return this.verdict(from, to, edge);
  };
  whyNoPort = (wanted: PortShape['side']): string => `no port ${wanted}`;
  connect = (from: PortRef, to: PortRef): void =>
    void this.log.push(`connect ${from.node}.${from.port}>${to.node}.${to.port}`);
  showSlice = (slice: Slice | null): void => void (this.slice = slice);
  cut = (edges: string[]): void => void this.log.push(`cut ${edges.join(' ')}`);
  showSpace = (space: Space | null): void => void (this.space = space);
  makeSpace = ({ axis, at, by }: Space): void => void this.log.push(`space ${axis} ${at} ${by}`);
  showSplice = (edge: string | null): void => void (this.spliceEdge = edge);
  splice = (node: string, edge: string): void => void this.log.push(`splice ${node} into ${edge}`);
  showInto = (flow: string | null): void => void (this.into = flow);
  moveInto = (flow: string, ids: string[]): void => void this.log.push(`into ${flow}: ${ids.join(' ')}`);
  reconnect = (edge: string, end: { from?: PortRef; to?: PortRef }): void =>
    void this.log.push(`lead ${edge} ${end.from ? 'from' : 'to'} ${(end.from ?? end.to)?.node}`);
  resize = (_: string, size: Size): void => void (this.size = size);
  resized = (node: string, { width, height }: Size): void =>
    void this.log.push(`size ${node} ${width}x${height}`);
  activate = (id: string): void => void this.log.push(`activate ${id}`);
  quickAdd = (at: Point, from: PortRef | null): void =>
    void this.log.push(`add ${at.x},${at.y}${from ? ` from ${from.node}` : ''}`);
  focus = (id: string | null): void => void this.log.push(`focus ${id ?? 'stage'}`);
  gestureChanged = (name: GestureName): void => void (this.gesture = name);
}
