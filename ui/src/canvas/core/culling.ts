// Decides which nodes and edges are mounted. The wanted region is the view plus 15 % on each side;
// it is asked again only after the view has used up half of that margin (hysteresis), so small pans
// cost nothing. New arrivals are mounted in slices, nearest to the middle first, so that a jump
// never costs one long frame. It produces two sets of ids; rendering them is somebody else's work.

import type { Scene } from './scene';
import { centre, containsRect, expand, intersects, type NodeShape, type Rect } from './types';

/** Margin around the view, as a share of its size. */
export const MARGIN = 0.15;
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
  private readonly pinned = new Set<string>();

  constructor(private readonly scene: Scene) {}

  /** Returns the region whose content is mounted, or null in the overview. */
  get covered(): Rect | null {
    return this.region;
  }

  /** Tells whether nodes or edges still wait for their slice. */
  get isWaiting(): boolean {
    return this.waitingNodes.length > 0 || this.waitingEdges.length > 0;
  }

  /** Follows the view. Returns whether something was unmounted; arrivals wait for their slice. */
  follow(view: Rect): boolean {
    if (this.region && !isNearlyUsedUp(this.region, view)) return false;
    return this.refresh(view);
  }

  /**
   * Lets go of what zooming in has left far outside, once the view is at rest: while it moves, that
   * would only be mounted again by the next step outwards. Returns whether the sets changed.
   */
  settle(view: Rect): boolean {
    if (!this.region || !isTooLarge(this.region, view)) return false;
    return this.refresh(view);
  }

  /** Unmounts everything (overview). Returns whether there was anything. */
  dismiss(): boolean {
    const hadAny = this.nodes.size > 0 || this.edges.size > 0;
    this.region = null;
    this.nodes.clear();
    this.edges.clear();
    this.waitingNodes = [];
    this.waitingEdges = [];
    return hadAny;
  }

  /** Asks the index again for this view, whatever the hysteresis says. Returns whether something was unmounted. */
  refresh(view: Rect): boolean {
    const region = expand(view, view.width * MARGIN, view.height * MARGIN);
    this.region = region;
    const wantedNodes = new Map<string, NodeShape>();
    this.scene.nodesIn(region, (node) => wantedNodes.set(node.id, node));
    for (const id of this.pinned) {
      const node = this.scene.nodes.get(id);
      if (node) wantedNodes.set(id, node);
    }
    const wantedEdges = new Set<string>();
    this.scene.edgesIn(region, (edge) => wantedEdges.add(edge.id));

    const before = this.nodes.size + this.edges.size;
    for (const id of this.nodes) if (!wantedNodes.has(id)) this.nodes.delete(id);
    for (const id of this.edges) if (!wantedEdges.has(id)) this.edges.delete(id);
    this.waitingNodes = this.nearestFirst(wantedNodes, view);
    this.waitingEdges = [...wantedEdges].filter((id) => !this.edges.has(id));
    return this.nodes.size + this.edges.size !== before;
  }

  /** Mounts the next slice, or a share of one. Returns whether the sets changed. */
  mountSlice(share = 1): boolean {
    const take = (waiting: string[], most: number): string[] => waiting.splice(0, Math.ceil(most * share));
    const nodes = take(this.waitingNodes, NODES_PER_FRAME).filter((id) => this.scene.nodes.has(id));
    const edges = take(this.waitingEdges, EDGES_PER_FRAME).filter((id) => this.scene.edges.has(id));
    for (const id of nodes) this.nodes.add(id);
    for (const id of edges) this.edges.add(id);
    return nodes.length + edges.length > 0;
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
    const edge = this.scene.edges.get(id);
    if (!this.region) return false;
    const curve = edge && this.scene.curveOf(edge);
    if (!curve) return switchMember(this.edges, id, false);
    // The box of both ends is close enough: a mounted edge just outside costs nothing visible.
    const box = {
      x: Math.min(curve.start.x, curve.end.x - curve.reach),
      y: Math.min(curve.start.y, curve.end.y),
      width: Math.abs(curve.end.x - curve.start.x) + 2 * curve.reach,
      height: Math.abs(curve.end.y - curve.start.y),
    };
    return switchMember(this.edges, id, intersects(box, this.region));
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
