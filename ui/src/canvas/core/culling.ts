// Decides which nodes and edges are mounted. The wanted region is the view plus a tenth on each side;
// it is asked again only after the view has used up half of that margin (hysteresis), so small pans
// cost nothing. New arrivals are mounted in slices, nearest to the middle first, so that a jump
// never costs one long frame. It produces two sets of ids; rendering them is somebody else's work.

import type { Scene } from './scene';
import { centre, containsRect, expand, intersects, type NodeShape, type Rect } from './types';

/** Margin around the view, as a share of its size. */
export const MARGIN = 0.1;
/** Most nodes mounted in one frame. */
export const NODES_PER_FRAME = 24;
/** Most edges mounted in one frame. */
export const EDGES_PER_FRAME = 40;

/** Share of the view that must still be covered around it before the region is asked again. */
const REFRESH_AT = MARGIN / 2;
/** Growth of the region, relative to the view, from which a view at rest shrinks it. */
const TOO_LARGE = 1.12;

/** Keeps the sets of mounted nodes and edges for a view that moves. */
export class Culling {
  readonly nodes = new Set<string>();
  readonly edges = new Set<string>();

  private region: Rect | null = null;
  private waitingNodes: string[] = [];
  private waitingEdges: string[] = [];
  private leavingNodes: string[] = [];
  private leavingEdges: string[] = [];
  private readonly pinned = new Set<string>();

  constructor(private readonly scene: Scene) {}

  /** Returns the region whose content is mounted, or null in the overview. */
  get covered(): Rect | null {
    return this.region;
  }

  /** Tells whether nodes or edges still wait for the slice that mounts or unmounts them. */
  get isWaiting(): boolean {
    const waiting = [this.waitingNodes, this.waitingEdges, this.leavingNodes, this.leavingEdges];
    return waiting.some((ids) => ids.length > 0);
  }

  /** Tells whether nodes or edges still wait to be mounted. */
  get isArriving(): boolean {
    return this.waitingNodes.length + this.waitingEdges.length > 0;
  }

  /** Follows the view. Returns whether something was unmounted; arrivals wait for their slice. */
  follow(view: Rect): boolean {
    if (this.region && !isNearlyUsedUp(this.region, view)) return false;
    return this.refresh(view);
  }

  /**
   * Lets go of what zooming in has left outside, once the view is at rest: while it moves, that would only be mounted again
   * by the next step back. It leaves by slices. Returns whether something is to leave or to come.
   */
  settle(view: Rect): boolean {
    if (!this.region || !isTooLarge(this.region, view)) return false;
    const { nodes, edges } = this.enter(view);
    this.leavingNodes = [...this.nodes].filter((id) => !nodes.has(id));
    this.leavingEdges = [...this.edges].filter((id) => !edges.has(id));
    return this.isWaiting;
  }

  /** Unmounts everything (overview). Returns whether there was anything. */
  dismiss(): boolean {
    const hadAny = this.nodes.size > 0 || this.edges.size > 0;
    this.region = null;
    this.nodes.clear();
    this.edges.clear();
    this.waitingNodes = [];
    this.waitingEdges = [];
    this.stay();
    return hadAny;
  }

  /** Asks the index again for this view, whatever the hysteresis says. Returns whether something was unmounted. */
  refresh(view: Rect): boolean {
    const { nodes, edges } = this.enter(view);
    this.stay();
    const before = this.nodes.size + this.edges.size;
    for (const id of this.nodes) if (!nodes.has(id)) this.nodes.delete(id);
    for (const id of this.edges) if (!edges.has(id)) this.edges.delete(id);
    return this.nodes.size + this.edges.size !== before;
  }

  /** Takes the region around the view: returns what belongs into it, and has what is missing wait for its slice. */
  private enter(view: Rect): { nodes: Map<string, NodeShape>; edges: Set<string> } {
    const region = expand(view, view.width * MARGIN, view.height * MARGIN);
    this.region = region;
    const nodes = new Map<string, NodeShape>();
    this.scene.nodesIn(region, (node) => nodes.set(node.id, node));
    for (const id of this.pinned) {
      const node = this.scene.nodes.get(id);
      if (node) nodes.set(id, node);
    }
    const edges = new Set<string>();
    this.scene.edgesIn(region, (edge) => edges.add(edge.id));
    this.waitingNodes = this.nearestFirst(nodes, view);
    this.waitingEdges = [...edges].filter((id) => !this.edges.has(id));
    return { nodes, edges };
  }

  private stay(): void {
    this.leavingNodes = [];
    this.leavingEdges = [];
  }

  /** Mounts and unmounts the next slice, or a share of one. Returns whether the sets changed. */
  mountSlice(share = 1): boolean {
    const take = (waiting: string[], most: number): string[] => waiting.splice(0, Math.ceil(most * share));
    const nodes = take(this.waitingNodes, NODES_PER_FRAME).filter((id) => this.scene.nodes.has(id));
    const edges = take(this.waitingEdges, EDGES_PER_FRAME).filter((id) => this.scene.edges.has(id));
    for (const id of nodes) this.nodes.add(id);
    for (const id of edges) this.edges.add(id);
    const leaving = [
      ...take(this.leavingNodes, NODES_PER_FRAME).filter(
        (id) => !this.pinned.has(id) && this.nodes.delete(id),
      ),
      ...take(this.leavingEdges, EDGES_PER_FRAME).filter((id) => this.edges.delete(id)),
    ];
    return nodes.length + edges.length + leaving.length > 0;
  }

  /** Re-judges one node that was added, moved or removed. Returns whether the sets changed. */
  touchNode(id: string): boolean {
    const node = this.scene.nodes.get(id);
    if (!this.region) return false;
    const isWanted = node !== undefined && (intersects(node, this.region) || this.pinned.has(id));
    return switchMember(this.nodes, id, isWanted);
  }

  /** Re-judges one edge that was added, moved or removed. Returns whether the sets changed. */
  touchEdge(id: string): boolean {
    if (!this.region) return false;
    const box = this.scene.boxOf(id);
    const isWanted = box !== undefined && intersects(box, this.region);
    return switchMember(this.edges, id, isWanted);
  }

  /** Keeps a node mounted wherever the view goes (it is focused or held by the pointer). */
  pin(id: string): boolean {
    this.pinned.add(id);
    return this.touchNode(id);
  }

  /** Lets a pinned node go with the others again. */
  unpin(id: string): boolean {
    return this.pinned.delete(id) && this.touchNode(id);
  }

  private nearestFirst(wanted: Map<string, NodeShape>, view: Rect): string[] {
    const middle = centre(view);
    const far = (node: NodeShape): number => {
      const at = centre(node);
      return Math.abs(at.x - middle.x) + Math.abs(at.y - middle.y);
    };
    return [...wanted.values()]
      .filter((node) => !this.nodes.has(node.id))
      .map((node) => ({ id: node.id, distance: far(node) }))
      .sort((a, b) => a.distance - b.distance)
      .map(({ id }) => id);
  }
}

function isNearlyUsedUp(region: Rect, view: Rect): boolean {
  return !containsRect(region, expand(view, view.width * REFRESH_AT, view.height * REFRESH_AT));
}

function isTooLarge(region: Rect, view: Rect): boolean {
  return region.width > view.width * (1 + 2 * MARGIN) * TOO_LARGE;
}

function switchMember(set: Set<string>, id: string, isMember: boolean): boolean {
  if (set.has(id) === isMember) return false;
  if (isMember) set.add(id);
  else set.delete(id);
  return true;
}
