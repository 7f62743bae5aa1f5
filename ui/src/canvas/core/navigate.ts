// Walking the graph without a pointer: along edges first, else to the nearest node in that
// direction. Pure questions about the scene; what is then focused or selected is the caller's.

import type { Scene } from './scene';
import { centre, type NodeShape, type Point, type Selection } from './types';

/** Direction of an arrow key. */
export type Direction = 'left' | 'right' | 'up' | 'down';

/** How much worse a step aside is than a step ahead when "nearest" is judged. */
const ASIDE_WEIGHT = 2;

/** Returns the node to go to from `id`: right and left follow edges, otherwise the nearest that way. */
export function neighbourOf(scene: Scene, id: string, direction: Direction): string | null {
  const node = scene.nodes.get(id);
  if (!node) return null;
  if (direction === 'right' || direction === 'left') {
    const along = alongEdges(scene, node, direction === 'right' ? 'from' : 'to');
    if (along !== null) return along;
  }
  return nearestTowards(scene, node, direction);
}

/** Returns the node that the branch of a number, counted from 1, leads to, or null when there is none. */
export function branchOf(scene: Scene, id: string, number: number): string | null {
  const node = scene.nodes.get(id);
  const port = node?.ports.filter(({ side }) => side === 'out')[number - 1];
  if (!node || !port) return null;
  for (const edgeId of scene.edgesOf(id)) {
    const edge = scene.edges.get(edgeId);
    if (edge?.from.node === id && edge.from.port === port.id && scene.nodes.has(edge.to.node))
      return edge.to.node;
  }
  return null;
}

/** Returns the first output of a node that no edge leaves yet, else its first output. */
export function freeOutput(scene: Scene, node: NodeShape): string | null {
  const outputs = node.ports.filter(({ side }) => side === 'out');
  const taken = new Set<string>();
  for (const edgeId of scene.edgesOf(node.id)) {
    const edge = scene.edges.get(edgeId);
    if (edge?.from.node === node.id) taken.add(edge.from.port);
  }
  return (outputs.find(({ id }) => !taken.has(id)) ?? outputs[0])?.id ?? null;
}

/** Returns where keyboard travel starts: the leftmost node, the upper one of equals. */
export function firstNode(scene: Scene): string | null {
  return extreme(scene, (a, b) => a.x < b.x || (a.x === b.x && a.y < b.y));
}

/** Returns where it ends: the rightmost node, the lower one of equals. */
export function lastNode(scene: Scene): string | null {
  return extreme(scene, (a, b) => a.x > b.x || (a.x === b.x && a.y > b.y));
}

/** Returns the nodes and all that come after (`down`) or before (`up`) them. */
export function reachable(scene: Scene, starts: readonly string[], way: 'up' | 'down'): string[] {
  const [near, far] = way === 'down' ? (['from', 'to'] as const) : (['to', 'from'] as const);
  const seen = new Set(starts);
  const open = [...starts];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const edgeId of scene.edgesOf(id)) {
      const edge = scene.edges.get(edgeId);
      if (!edge || edge[near].node !== id) continue;
      const next = edge[far].node;
      if (seen.has(next) || !scene.nodes.has(next)) continue;
      seen.add(next);
      open.push(next);
    }
  }
  return [...seen];
}

/** Returns the selection with what comes after (`down`) or before (`up`) it; without one, of the focused node. */
export function selectionAlong(
  scene: Scene,
  { nodes, edges }: Selection,
  focused: string | null,
  way: 'up' | 'down',
): Selection {
  const starts = nodes.length > 0 || focused === null ? nodes : [focused];
  return { nodes: reachable(scene, starts, way), edges };
}

/** Returns the other end of the first edge, in port order and then from top to bottom. */
function alongEdges(scene: Scene, node: NodeShape, end: 'from' | 'to'): string | null {
  const other = end === 'from' ? 'to' : 'from';
  let best: { id: string; rank: number } | null = null;
  for (const edgeId of scene.edgesOf(node.id)) {
    const edge = scene.edges.get(edgeId);
    if (!edge || edge[end].node !== node.id || edge[other].node === node.id) continue;
    const target = scene.nodes.get(edge[other].node);
    if (!target) continue;
    const port = node.ports.findIndex(({ id }) => id === edge[end].port);
    // Ports weigh more than any distance on a canvas of sane size.
    const rank = port * 1e9 + Math.abs(centre(target).y - centre(node).y);
    if (!best || rank < best.rank) best = { id: target.id, rank };
  }
  return best?.id ?? null;
}

function nearestTowards(scene: Scene, node: NodeShape, direction: Direction): string | null {
  const from = centre(node);
  let best: string | null = null;
  let nearest = Infinity;
  for (const other of scene.nodes.values()) {
    if (other.id === node.id) continue;
    const [ahead, aside] = split(from, centre(other), direction);
    if (ahead <= 0 || aside > ahead * 3) continue;
    const cost = ahead + aside * ASIDE_WEIGHT;
    if (cost < nearest) {
      nearest = cost;
      best = other.id;
    }
  }
  return best;
}

function split(from: Point, to: Point, direction: Direction): [ahead: number, aside: number] {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  switch (direction) {
    case 'right':
      return [dx, Math.abs(dy)];
    case 'left':
      return [-dx, Math.abs(dy)];
    case 'down':
      return [dy, Math.abs(dx)];
    case 'up':
      return [-dy, Math.abs(dx)];
  }
}

function extreme(scene: Scene, isBetter: (a: NodeShape, b: NodeShape) => boolean): string | null {
  let best: NodeShape | null = null;
  for (const node of scene.nodes.values()) if (!best || isBetter(node, best)) best = node;
  return best?.id ?? null;
}
