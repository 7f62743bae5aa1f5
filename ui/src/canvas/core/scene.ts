// The scene: nodes and edges by id, which edges hang on which node, and where everything lies.
// One change touches one node and its edges; nothing here ever walks the whole graph except
// `bounds`, which is asked for by "fit" and the minimap only. No drawing, no selection rules.

import { curveBetween, curveBounds, portPoint, type Curve } from './geometry';
import { EDGE_CELL, GridIndex, NODE_CELL } from './grid-index';
import { union, type EdgeShape, type NodeShape, type Point, type PortRef, type Rect } from './types';

/** Room around a node that chips, badges and rings may use, world units. */
const NODE_OVERHANG = 14;

/** Nodes and edges with their places; generic so that reactive records can be stored as they are. */
export class Scene<N extends NodeShape = NodeShape, E extends EdgeShape = EdgeShape> {
  readonly nodes = new Map<string, N>();
  readonly edges = new Map<string, E>();

  private readonly nodeIndex = new GridIndex(NODE_CELL);
  private readonly edgeIndex = new GridIndex(EDGE_CELL);
  private readonly edgesByNode = new Map<string, Set<string>>();
  private readonly order = new Map<string, number>();
  private nextOrder = 0;
  /** Where each node lies; also what the bounds last heard of it. */
  private readonly places = new Map<string, Rect>();
  /** The course of each edge that has a place: asked for in each frame of a drag or a zoom, changed by its ends only. */
  private readonly curves = new Map<string, Curve>();
  private cachedBounds: Rect | null | undefined;

  /** Adds or replaces a node and re-places the edges on it (its ports may have moved). */
  putNode(node: N): void {
    this.nodes.set(node.id, node);
    if (!this.order.has(node.id)) this.order.set(node.id, this.nextOrder++);
    this.nodeChanged(node.id);
  }

  /** Removes a node and returns the ids of the edges that went with it. */
  removeNode(id: string): string[] {
    if (!this.nodes.delete(id)) return [];
    const gone = [...this.edgesOf(id)];
    for (const edge of gone) this.removeEdge(edge);
    this.edgesByNode.delete(id);
    this.order.delete(id);
    this.nodeIndex.delete(id);
    const place = this.places.get(id);
    if (!place || !this.cachedBounds || !isInside(this.cachedBounds, place)) this.cachedBounds = undefined;
    this.places.delete(id);
    return gone;
  }

  /** Adds or replaces an edge; one whose node or port is missing is kept but has no place. */
  putEdge(edge: E): void {
    this.unhang(edge.id);
    this.edges.set(edge.id, edge);
    this.hang(edge.from.node, edge.id);
    this.hang(edge.to.node, edge.id);
    this.placeEdge(edge.id);
  }

  /** Removes an edge; unknown ids are ignored. */
  removeEdge(id: string): void {
    this.unhang(id);
    this.edges.delete(id);
    this.edgeIndex.delete(id);
    this.curves.delete(id);
  }

  /** Tells the scene that a node's position, size or ports changed. */
  nodeChanged(id: string): void {
    const node = this.nodes.get(id);
    if (!node) return;
    this.growBounds(id, node);
    this.nodeIndex.set(id, {
      x: node.x - NODE_OVERHANG,
      y: node.y - NODE_OVERHANG,
      width: node.width + 2 * NODE_OVERHANG,
      height: node.height + 2 * NODE_OVERHANG,
    });
    for (const edge of this.edgesOf(id)) this.placeEdge(edge);
  }

  /** Removes everything. */
  clear(): void {
    this.nodes.clear();
    this.edges.clear();
    this.nodeIndex.clear();
    this.edgeIndex.clear();
    this.edgesByNode.clear();
    this.order.clear();
    this.places.clear();
    this.curves.clear();
    this.cachedBounds = undefined;
  }

  /** Returns the ids of the edges that begin or end at a node. */
  edgesOf(nodeId: string): ReadonlySet<string> {
    return this.edgesByNode.get(nodeId) ?? NO_EDGES;
  }

  /** Calls `visit` with each node that meets `area`, chips and badges included. */
  nodesIn(area: Rect, visit: (node: N) => void): void {
    this.nodeIndex.query(area, (id) => visit(this.nodes.get(id) as N));
  }

  /** Calls `visit` with each placed edge whose box meets `area`. */
  edgesIn(area: Rect, visit: (edge: E) => void): void {
    this.edgeIndex.query(area, (id) => visit(this.edges.get(id) as E));
  }

  /** Returns the box an edge was last placed in, or undefined while it has no place. */
  boxOf(edgeId: string): Rect | undefined {
    return this.edgeIndex.rectOf(edgeId);
  }

  /** Returns the course of an edge as it was last placed, or null while an end is missing. */
  curveOf({ id }: EdgeShape): Curve | null {
    return this.curves.get(id) ?? null;
  }

  /** Returns where a node lies, as plain numbers: a reactive record's getters cost more than what is done with them. */
  placeOf(id: string): Rect | undefined {
    return this.places.get(id);
  }

  /** Returns a node's rank in drawing order; later nodes lie on top. */
  orderOf(id: string): number {
    return this.order.get(id) ?? -1;
  }

  /** Returns the box around all nodes, or null when there are none. */
  bounds(): Rect | null {
    if (this.cachedBounds === undefined) this.cachedBounds = boundsOf(this.places.values());
    return this.cachedBounds;
  }

  /** Keeps the known bounds true; only a node that leaves their border has them looked for anew. */
  private growBounds(id: string, node: NodeShape): void {
    const bounds = this.cachedBounds;
    const { x, y, width, height } = node;
    const before = this.places.get(id);
    const now = { x, y, width, height };
    this.places.set(id, now);
    if (bounds === undefined) return;
    const isFree = !before || !bounds || isInside(bounds, before);
    this.cachedBounds = isFree ? (bounds ? union(bounds, now) : now) : undefined;
  }

  private placeEdge(id: string): void {
    const edge = this.edges.get(id);
    const start = edge && this.portPoint(edge.from);
    const end = edge && this.portPoint(edge.to);
    if (start && end) {
      const curve = curveBetween(start, end);
      this.curves.set(id, curve);
      this.edgeIndex.set(id, curveBounds(curve));
    } else {
      this.curves.delete(id);
      this.edgeIndex.delete(id);
    }
  }

  private portPoint({ node, port }: PortRef): Point | null {
    const known = this.nodes.get(node);
    return known ? portPoint(known, port) : null;
  }

  private hang(nodeId: string, edgeId: string): void {
    const known = this.edgesByNode.get(nodeId);
    if (known) known.add(edgeId);
    else this.edgesByNode.set(nodeId, new Set([edgeId]));
  }

  private unhang(edgeId: string): void {
    const edge = this.edges.get(edgeId);
    if (!edge) return;
    this.edgesByNode.get(edge.from.node)?.delete(edgeId);
    this.edgesByNode.get(edge.to.node)?.delete(edgeId);
  }
}

/** Returns the box around some nodes, or null when there are none. */
export function boundsOf(nodes: Iterable<Rect>): Rect | null {
  let box: Rect | null = null;
  for (const { x, y, width, height } of nodes) {
    const rect = { x, y, width, height };
    box = box ? union(box, rect) : rect;
  }
  return box;
}

/** Tells whether a rectangle touches no side of the one around it. */
function isInside(outer: Rect, inner: Rect): boolean {
  return (
    inner.x > outer.x &&
    inner.y > outer.y &&
    inner.x + inner.width < outer.x + outer.width &&
    inner.y + inner.height < outer.y + outer.height
  );
}

const NO_EDGES: ReadonlySet<string> = new Set();
