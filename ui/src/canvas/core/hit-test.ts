// Answers "what is under the pointer" from geometry alone, so that the same answer holds for mounted
// cards, for the overview and in tests, and WebKit's differing offsets inside SVG never matter.
// Who may be hit first: port of a node, the node itself, then edges.

import { distanceToCurve, pointOfPort } from './geometry';
import type { Scene } from './scene';
import { containsPoint, type NodeShape, type Point, type PortRef, type PortShape } from './types';

/** What lies under a point. */
export type Hit =
  | { kind: 'port'; port: PortRef; side: PortShape['side'] }
  | { kind: 'node'; id: string }
  /** The corner by which a note or group is resized. */
  | { kind: 'corner'; id: string }
  | { kind: 'edge'; id: string }
  | { kind: 'empty' };

/** How to look: the zoom, and whether a finger (less exact than a mouse) is asking. */
export interface Aim {
  zoom: number;
  isCoarse?: boolean;
  /** Overview draws no ports, so none can be hit. */
  withoutPorts?: boolean;
}

/** Reach around a port, screen pixels; ports are drawn with 9 px but caught generously. */
const PORT_REACH = 14;
const PORT_REACH_COARSE = 24;
/** How far into its own card a port reaches, world units; the rest of the card drags. */
const PORT_DEPTH = 9;
/** The part of a group that is pressed: its title bar and a strip along its border, world units. */
const GROUP_BAR = 28;
const GROUP_BORDER = 6;
/** Side of the corner that resizes, world units. */
const CORNER = 16;
const EDGE_REACH = 6;
const EDGE_REACH_COARSE = 14;

/** Returns what lies under a world point. */
export function hitTest(scene: Scene, world: Point, aim: Aim): Hit {
  const portReach = (aim.isCoarse ? PORT_REACH_COARSE : PORT_REACH) / aim.zoom;
  for (const node of nodesNear(scene, world, aim.withoutPorts ? 0 : portReach)) {
    const port = aim.withoutPorts ? null : portAt(node, world, portReach);
    if (port) return { kind: 'port', port: { node: node.id, port: port.id }, side: port.side };
    if (!aim.withoutPorts && isAtCorner(node, world)) return { kind: 'corner', id: node.id };
    if (node.shape !== 'group' && containsPoint(node, world)) return { kind: 'node', id: node.id };
  }
  const edge = edgeAt(scene, world, (aim.isCoarse ? EDGE_REACH_COARSE : EDGE_REACH) / aim.zoom);
  if (edge !== null) return { kind: 'edge', id: edge };
  // A group lies behind everything: what is inside its border is the canvas.
  const group = nodesNear(scene, world, 0).find((node) => node.shape === 'group' && isOnFrame(node, world));
  return group ? { kind: 'node', id: group.id } : { kind: 'empty' };
}

function isOnFrame(node: NodeShape, world: Point): boolean {
  if (!containsPoint(node, world)) return false;
  const { x, y, width, height } = node;
  const isInside =
    world.y > y + GROUP_BAR &&
    world.y < y + height - GROUP_BORDER &&
    world.x > x + GROUP_BORDER &&
    world.x < x + width - GROUP_BORDER;
  return !isInside;
}

function isAtCorner(node: NodeShape, world: Point): boolean {
  if (node.shape !== 'note' && node.shape !== 'group') return false;
  const right = node.x + node.width;
  const bottom = node.y + node.height;
  return (
    world.x >= right - CORNER && world.x <= right + 2 && world.y >= bottom - CORNER && world.y <= bottom + 2
  );
}

/** Returns the topmost node whose box holds the point. */
export function nodeAt(scene: Scene, world: Point): NodeShape | null {
  const found = nodesAt(scene, world);
  return found.find((node) => node.shape !== 'group') ?? found[0] ?? null;
}

/** Returns the nodes whose box holds the point, the topmost first. */
export function nodesAt(scene: Scene, world: Point): NodeShape[] {
  return nodesNear(scene, world, 0).filter((node) => containsPoint(node, world));
}

/** Returns the edge nearest to the point within `reach` world units. */
export function edgeAt(scene: Scene, world: Point, reach: number): string | null {
  let best: string | null = null;
  let nearest = reach;
  const area = { x: world.x - reach, y: world.y - reach, width: 2 * reach, height: 2 * reach };
  scene.edgesIn(area, (edge) => {
    const curve = scene.curveOf(edge);
    const distance = curve ? distanceToCurve(curve, world) : Infinity;
    if (distance <= nearest) {
      nearest = distance;
      best = edge.id;
    }
  });
  return best;
}

function nodesNear(scene: Scene, world: Point, reach: number): NodeShape[] {
  const found: NodeShape[] = [];
  const area = { x: world.x - reach, y: world.y - reach, width: 2 * reach, height: 2 * reach };
  scene.nodesIn(area, (node) => found.push(node));
  // Selected nodes are drawn above the others; among equals the later one is on top.
  return found.sort(
    (a, b) =>
      Number(a.shape === 'group') - Number(b.shape === 'group') ||
      Number(b.selected) - Number(a.selected) ||
      scene.orderOf(b.id) - scene.orderOf(a.id),
  );
}

function portAt(node: NodeShape, world: Point, reach: number): PortShape | null {
  let best: PortShape | null = null;
  let nearest = Infinity;
  for (const port of node.ports) {
    const at = pointOfPort(node, port);
    const outward = port.side === 'out' ? world.x - at.x : at.x - world.x;
    const distance = Math.hypot(world.x - at.x, world.y - at.y);
    const isWithin = outward >= -PORT_DEPTH && distance <= reach;
    if (isWithin && distance < nearest) {
      nearest = distance;
      best = port;
    }
  }
  return best;
}
