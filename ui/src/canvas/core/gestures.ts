// The gesture machine: turns pointer samples into presses, clicks and running gestures. It decides
// only *which* gesture a press becomes (button, keys held, what was hit, how far the pointer went);
// each gesture's own behaviour is in gesture-move.ts and gesture-connect.ts.

import { autoPanVelocity } from './auto-pan';
import type { Gesture, GestureHost, PointerSample, Tool } from './gesture';
import { startReconnect, startWire, type WireGesture } from './gesture-connect';
import { startDrag, startLasso, startPan, startPinch, startResize } from './gesture-move';
import { startSlice } from './gesture-slice';
import { startSpace } from './gesture-space';
import { hitTest, type Hit } from './hit-test';
import { freeOutput } from './navigate';
import { addTo, EMPTY_SELECTION, isSelected, only, toggle } from './selection';
import type { Point, PortRef, PortShape } from './types';
import { isOverview, panBy, toWorld } from './viewport';

/** Travel before a press becomes a drag, screen pixels. */
const SLOP = 4;
const SLOP_TOUCH = 10;
/** Longest time between the clicks of a double click, milliseconds. */
const DOUBLE_CLICK_MS = 400;

interface Press {
  sample: PointerSample;
  hit: Hit;
  /** Done on release when the press did not become a gesture. */
  click: () => void;
}

interface Click {
  time: number;
  x: number;
  y: number;
  target: string;
}

/** Follows all pointers of one stage. */
export class Gestures {
  /** Space is held: the next press pans, whatever lies under it. */
  isPanKeyHeld = false;
  /** What the left button is for. */
  tool: Tool = 'select';

  private press: Press | null = null;
  private gesture: Gesture | null = null;
  /** A wire drawn from click to click, with no button held in between. */
  private chain: WireGesture | null = null;
  private readonly touches = new Map<number, PointerSample>();
  private lastSample: PointerSample | null = null;
  private lastClick: Click | null = null;

  constructor(private readonly host: GestureHost) {}

  /** Tells whether frames are wanted for panning at the border. */
  get pansAtBorder(): boolean {
    return this.gesture?.pansAtBorder === true;
  }

  /** Tells whether a gesture runs. */
  get isBusy(): boolean {
    return this.gesture !== null;
  }

  /** Tells whether a gesture goes on without a button held. */
  get isHandsFree(): boolean {
    return this.chain !== null;
  }

  /** A button or finger went down. Returns whether the stage should capture the pointer. */
  down(sample: PointerSample): boolean {
    if (sample.isTouch) this.touches.set(sample.id, sample);
    if (this.touches.size === 2) return this.pinch();
    if (this.chain) return this.nextOfChain(sample, this.chain);
    if (this.gesture || this.press) return false;
    const isHand = this.isPanKeyHeld || this.tool === 'hand';
    if (sample.button === 1 || (sample.button === 0 && isHand)) {
      this.begin(startPan(this.host, sample));
      return true;
    }
    const hit = this.hitAt(sample);
    if (sample.button === 2) this.pressForMenu(hit);
    if (sample.button !== 0) return false;
    this.press = { sample, hit, click: this.select(sample, hit) };
    return true;
  }

  /** A pointer moved. Callers may merge moves of one frame. */
  move(sample: PointerSample): void {
    if (this.touches.has(sample.id)) this.touches.set(sample.id, sample);
    this.lastSample = sample;
    if (this.gesture) this.gesture.move(sample);
    else if (this.press && sample.id === this.press.sample.id && this.isPastSlop(sample))
      this.promote(sample);
  }

  /** A pointer went up. */
  up(sample: PointerSample): void {
    this.touches.delete(sample.id);
    if (this.chain) return;
    if (this.gesture) {
      try {
        this.gesture.finish(sample);
      } finally {
        // An owner that throws must not leave the gesture running without a button held.
        this.end();
      }
    } else if (this.press?.sample.id === sample.id) {
      const { click, hit } = this.press;
      this.press = null;
      if (hit.kind === 'port' && sample.ctrl && !this.host.isReadonly) return this.startChain(sample, hit);
      click();
      this.countClick(sample, hit);
    }
  }

  /** Ends whatever runs and undoes it (Escape, lost capture). Returns whether there was something. */
  cancel(): boolean {
    this.touches.clear();
    const wasBusy = this.gesture !== null || this.press !== null;
    this.press = null;
    this.gesture?.cancel();
    this.end();
    return wasBusy;
  }

  /** Pans while the pointer is held at the border. Returns whether another frame is wanted. */
  tick(elapsedMs: number): boolean {
    if (!this.gesture?.pansAtBorder || !this.lastSample) return false;
    const speed = autoPanVelocity(this.lastSample, this.host.stage());
    if (speed.x === 0 && speed.y === 0) return false;
    const share = elapsedMs / 1000;
    this.host.setViewport(panBy(this.host.viewport(), speed.x * share, speed.y * share));
    this.gesture.move(this.lastSample);
    return true;
  }

  private begin(gesture: Gesture): void {
    this.press = null;
    this.gesture = gesture;
    this.host.gestureChanged(gesture.name);
  }

  private end(): void {
    if (!this.gesture) return;
    this.gesture = null;
    this.chain = null;
    this.lastSample = null;
    this.lastClick = null;
    this.host.gestureChanged('none');
  }

  /** Ctrl held while a port is clicked: the wire follows the pointer to the next click. */
  private startChain(
    sample: PointerSample,
    { port, side }: { port: PortRef; side: PortShape['side'] },
  ): void {
    this.chain = startWire(this.host, port, side);
    this.begin(this.chain);
    this.chain.move(sample);
  }

  /** A click ends a wire of a chain; with Ctrl still held the next one starts at what was just connected. */
  private nextOfChain(sample: PointerSample, wire: WireGesture): boolean {
    if (sample.button !== 0) {
      this.cancel();
      return false;
    }
    try {
      wire.finish(sample);
    } finally {
      this.end();
    }
    const node = sample.ctrl && wire.connected ? this.host.scene.nodes.get(wire.connected.node) : undefined;
    const port = node && freeOutput(this.host.scene, node);
    if (node && port != null) this.startChain(sample, { port: { node: node.id, port }, side: 'out' });
    return false;
  }

  private pinch(): boolean {
    const [first, second] = [...this.touches.values()] as [PointerSample, PointerSample];
    this.gesture?.cancel();
    this.begin(startPinch(this.host, first, second));
    return true;
  }

  private hitAt(sample: PointerSample): Hit {
    const { zoom } = this.host.viewport();
    const world = toWorld(this.host.viewport(), sample);
    return hitTest(this.host.scene, world, {
      zoom,
      isCoarse: sample.isTouch,
      withoutPorts: isOverview(zoom),
    });
  }

  /** Selects on the press what a drag must take along; returns what is left for a plain click. */
  private select(sample: PointerSample, hit: Hit): () => void {
    const { host } = this;
    const before = host.selection();
    const adds = sample.ctrl || sample.shift;
    if (hit.kind === 'empty') return () => (adds ? undefined : this.clear());
    const target = targetOf(hit);
    if (isSelected(before, target)) {
      return () => {
        host.focus(target.node ?? null);
        host.select(adds ? toggle(before, target) : only(target));
      };
    }
    // A port is pressed to pull a wire; selecting its node waits for a click without a pull.
    const apply = (): void => {
      host.focus(target.node ?? null);
      host.select(adds ? addTo(before, target) : only(target));
    };
    if (hit.kind === 'port') return apply;
    apply();
    return () => undefined;
  }

  private clear(): void {
    this.host.focus(null);
    this.host.select(EMPTY_SELECTION);
  }

  private pressForMenu(hit: Hit): void {
    const target = targetOf(hit);
    if (hit.kind === 'empty') this.host.select(EMPTY_SELECTION);
    else if (!isSelected(this.host.selection(), target)) this.host.select(only(target));
    this.host.focus(target.node ?? null);
  }

  private isPastSlop(sample: PointerSample): boolean {
    const { x, y, isTouch } = (this.press as Press).sample;
    return Math.hypot(sample.x - x, sample.y - y) >= (isTouch ? SLOP_TOUCH : SLOP);
  }

  private promote(sample: PointerSample): void {
    const gesture = this.gestureFor(this.press as Press);
    this.press = null;
    if (!gesture) return;
    this.begin(gesture);
    gesture.move(sample);
  }

  private gestureFor({ sample, hit }: Press): Gesture | null {
    const { host } = this;
    const isFlat = hit.kind === 'empty' || hit.kind === 'edge';
    if (!host.isReadonly && this.tool === 'space' && hit.kind !== 'port') return startSpace(host, sample);
    if (!host.isReadonly && sample.alt && isFlat) return startSlice(host, sample);
    if (hit.kind === 'empty') return sample.shift ? startLasso(host, sample) : startPan(host, sample);
    if (host.isReadonly) return startPan(host, sample);
    if (hit.kind === 'port') return startWire(host, hit.port, hit.side);
    if (hit.kind === 'corner') return startResize(host, sample, hit.id);
    return hit.kind === 'node' ? startDrag(host, sample, hit.id) : this.reconnect(sample, hit.id);
  }

  /** A selected edge is led elsewhere by the end that is nearer to the pointer. */
  private reconnect(sample: PointerSample, id: string): Gesture | null {
    const { scene } = this.host;
    const edge = scene.edges.get(id);
    const curve = edge && scene.curveOf(edge);
    if (!curve) return null;
    const at = toWorld(this.host.viewport(), sample);
    const distance = (end: Point): number => Math.hypot(at.x - end.x, at.y - end.y);
    return startReconnect(this.host, id, distance(curve.end) <= distance(curve.start) ? 'to' : 'from');
  }

  private countClick(sample: PointerSample, hit: Hit): void {
    const target = targetOf(hit).node ?? (hit.kind === 'empty' ? '' : null);
    const last = this.lastClick;
    this.lastClick = target === null ? null : { time: sample.time, x: sample.x, y: sample.y, target };
    const isDouble =
      last !== null &&
      last.target === target &&
      sample.time - last.time <= DOUBLE_CLICK_MS &&
      Math.hypot(sample.x - last.x, sample.y - last.y) <= SLOP * 2;
    if (!isDouble || sample.ctrl || sample.shift) return;
    this.lastClick = null;
    if (target) this.host.activate(target);
    else if (!this.host.isReadonly) this.host.quickAdd(toWorld(this.host.viewport(), sample), null);
  }
}

function targetOf(hit: Hit): { node?: string; edge?: string } {
  if (hit.kind === 'port') return { node: hit.port.node };
  if (hit.kind === 'node' || hit.kind === 'corner') return { node: hit.id };
  return hit.kind === 'edge' ? { edge: hit.id } : {};
}
