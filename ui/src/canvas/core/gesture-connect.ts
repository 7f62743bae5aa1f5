// Drawing a wire: from an output to an input or the other way round. Whether a connection is allowed
// is asked of the host, once per target, and a refusal is shown beside the pointer before the release
// rather than after it. Dropping on a card stands for its first port that accepts.

import { portPoint } from './geometry';
import type { Gesture, GestureHost, PointerSample } from './gesture';
import { hitTest } from './hit-test';
import type { NodeShape, Point, PortRef, PortShape } from './types';
import { toWorld } from './viewport';

/** What a wire would do if it were released now. */
export interface WireTarget {
  node: string;
  /** Port that takes the wire, or null when the node refuses. */
  port: PortRef | null;
  refusal: string | null;
  /** Nobody knows yet whether the port takes it. */
  isUnknown?: boolean;
}

/** Starts leading one end of an edge elsewhere; `end` is the end that moves. Released on nothing it stays. */
export function startReconnect(host: GestureHost, edgeId: string, end: 'from' | 'to'): Gesture | null {
  const edge = host.scene.edges.get(edgeId);
  if (!edge) return null;
  const moving = edge[end];
  const isBack = (port: PortRef): boolean => port.node === moving.node && port.port === moving.port;
  const takes = (port: PortRef): void => {
    if (!isBack(port)) host.reconnect(edgeId, { [end]: port });
  };
  const origin = end === 'to' ? edge.from : edge.to;
  return startWire(host, origin, end === 'to' ? 'out' : 'in', { edge: edgeId, takes, isBack });
}

/** What is asked about a target. */
type Judges = Pick<GestureHost, 'scene' | 'canConnect' | 'whyNoPort'>;

/** What an end that is led elsewhere does instead of a new connection. */
interface Leading {
  edge: string;
  takes: (port: PortRef) => void;
  /** The port the end is at already, which never refuses. */
  isBack: (port: PortRef) => boolean;
}

/** A wire under way; once it has ended it knows what it was connected to. */
export interface WireGesture extends Gesture {
  readonly connected: PortRef | null;
}

/** Starts a wire at a port. */
export function startWire(
  host: GestureHost,
  origin: PortRef,
  side: PortShape['side'],
  leading?: Leading,
): WireGesture {
  const judges: Judges = leading ? judgesOf(host, side, leading) : host;
  const start = anchorOf(host, origin);
  const verdicts = new Map<string, WireTarget | null>();
  let end: Point = start;
  let target: WireTarget | null = null;
  let connected: PortRef | null = null;

  const look = (pointer: PointerSample): void => {
    end = toWorld(host.viewport(), pointer);
    const zoom = host.viewport().zoom;
    const hit = hitTest(host.scene, end, { zoom, isCoarse: pointer.isTouch });
    const key =
      hit.kind === 'port' ? `${hit.port.node}\n${hit.port.port}` : hit.kind === 'node' ? hit.id : '';
    const known = verdicts.get(key);
    target = known !== undefined ? known : judge(judges, origin, side, hit);
    // What nobody knows yet is asked again when the pointer moves.
    if (known === undefined && !target?.isUnknown) verdicts.set(key, target);
  };
  const show = (): void => {
    const snapped = target?.port ? anchorOf(host, target.port) : end;
    host.showWire({
      from: origin,
      start: anchorOf(host, origin),
      end: snapped,
      isReversed: side === 'in',
      target: target?.node ?? null,
      refusal: target?.refusal ?? null,
      isOpen: !target && !leading,
    });
  };
  return {
    name: 'connect',
    pansAtBorder: true,
    get connected() {
      return connected;
    },
    move(pointer) {
      look(pointer);
      show();
    },
    finish(pointer) {
      look(pointer);
      host.showWire(null);
      connected = target?.port ?? null;
      if (target?.port && leading) leading.takes(target.port);
      else if (target?.port) host.connect(...inOrder(origin, target.port, side));
      else if (!target && !leading) host.quickAdd(end, origin);
    },
    cancel: () => host.showWire(null),
  };
}

/** Returns what connecting `origin` with a node would do: its first port that accepts, or the reason against. */
export function judgeNode(
  host: Pick<GestureHost, 'canConnect' | 'whyNoPort'>,
  origin: PortRef,
  side: PortShape['side'],
  node: NodeShape,
): WireTarget | null {
  if (node.id === origin.node) return null;
  let refusal: string | null = null;
  for (const port of node.ports) {
    if (port.side === side) continue;
    const candidate = { node: node.id, port: port.id };
    const answer = host.canConnect(...inOrder(origin, candidate, side));
    if (answer === true) return { node: node.id, port: candidate, refusal: null };
    if (answer === null) return { node: node.id, port: candidate, refusal: null, isUnknown: true };
    refusal ??= answer;
  }
  refusal ??= host.whyNoPort(side === 'out' ? 'in' : 'out');
  return { node: node.id, port: null, refusal };
}

function judge(
  host: Judges,
  origin: PortRef,
  side: PortShape['side'],
  hit: ReturnType<typeof hitTest>,
): WireTarget | null {
  if (hit.kind === 'port' && hit.side !== side && hit.port.node !== origin.node) {
    const answer = host.canConnect(...inOrder(origin, hit.port, side));
    return answer === true || answer === null
      ? { node: hit.port.node, port: hit.port, refusal: null, isUnknown: answer === null }
      : { node: hit.port.node, port: null, refusal: answer };
  }
  const id = hit.kind === 'port' ? hit.port.node : hit.kind === 'node' ? hit.id : null;
  const node = id === null ? undefined : host.scene.nodes.get(id);
  if (!node) return null;
  // Over its own node the wire means nothing: no offer, no refusal, and a release just ends it.
  if (node.id === origin.node) return { node: node.id, port: null, refusal: null };
  return judgeNode(host, origin, side, node);
}

/** An edge does not stand in its own way, and the port it is at never refuses it. */
function judgesOf(host: GestureHost, side: PortShape['side'], { edge, isBack }: Leading): Judges {
  return {
    scene: host.scene,
    canConnect: (from, to) => isBack(side === 'out' ? to : from) || host.canConnect(from, to, edge),
    whyNoPort: (wanted) => host.whyNoPort(wanted),
  };
}

function inOrder(origin: PortRef, other: PortRef, side: PortShape['side']): [PortRef, PortRef] {
  return side === 'out' ? [origin, other] : [other, origin];
}

function anchorOf(host: GestureHost, ref: PortRef): Point {
  const node = host.scene.nodes.get(ref.node);
  return (node && portPoint(node, ref.port)) ?? { x: 0, y: 0 };
}
