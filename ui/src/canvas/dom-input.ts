// From DOM events to the plain samples that gestures and keys read. Positions always come from
// clientX/Y and the stage's box: offsetX/Y differ between web views inside SVG. Moves are merged to
// one per frame. HTML5 drag and drop is not used anywhere (it never starts under WebDriver).

import type { PointerSample } from './core/gesture';
import { handleKey } from './core/keyboard';
import { hitTest } from './core/hit-test';
import { panBy, toWorld, wheelPixels, wheelZoomFactor, zoomAbout } from './core/viewport';
import type { ContextMenuRequest } from './contract';
import type { Interaction } from './interaction.svelte';
import type { Stage } from './stage.svelte';

/** Rest of the pointer on an edge before its "+" appears, milliseconds. */
const HOVER_MS = 150;
/** How far the pointer may go from the "+" before it goes away, screen pixels. */
const PLUS_REACH = 26;
/** Pause after which an event of wheel or pointer begins a new movement, milliseconds. */
const PAUSE_MS = 250;

/** WebKit's own pinch event on macOS, where the touchpad sends no Ctrl+wheel. */
interface WebKitGestureEvent extends UIEvent {
  scale: number;
  clientX: number;
  clientY: number;
}

/** Everything the listeners need. */
export interface DomInputTarget {
  element: HTMLElement;
  stage: Stage;
  interaction: Interaction;
  onContextMenu: () => ((request: ContextMenuRequest) => void) | undefined;
}

/** Listens to one stage element. */
export class DomInput {
  private readonly pending = new Map<number, PointerSample>();
  private pinchStart = 1;
  private box: DOMRect | null = null;
  private movingBox: DOMRect | null = null;
  private movedAt = 0;
  /** The pointer was pressed while Space was held, so its release is no tap. */
  private hasPanned = false;
  private hoverTimer: ReturnType<typeof setTimeout> | undefined;
  private readonly abort = new AbortController();

  constructor(private readonly target: DomInputTarget) {
    const { element } = target;
    this.on(element, 'pointerdown', (event) => this.pointerDown(event));
    this.on(element, 'pointermove', (event) => this.pointerMove(event));
    this.on(element, 'pointerup', (event) => this.pointerUp(event));
    this.on(element, 'pointercancel', () => this.lost());
    this.on(element, 'lostpointercapture', () => {
      // A wire from click to click needs no button held.
      if (!target.interaction.gestures.isHandsFree) this.lost();
    });
    this.on(element, 'mousedown', (event) => this.keepDefaultAway(event));
    this.on(element, 'contextmenu', (event) => this.contextMenu(event));
    this.on(element, 'pointerleave', () => this.endHover());
    this.on(element, 'wheel', (event) => this.wheel(event), { passive: false });
    this.on(element, 'keydown', (event) => this.keyDown(event));
    this.on(element, 'keyup', (event) => this.keyUp(event));
    this.on(element, 'focusout', () => this.releasePanKey());
    this.on(element, 'scroll', () => this.unscroll());
    this.onPinch('gesturestart', () => (this.pinchStart = target.stage.viewport.zoom));
    this.onPinch('gesturechange', (event) => this.pinch(event));
  }

  /** Removes all listeners. */
  dispose(): void {
    clearTimeout(this.hoverTimer);
    this.abort.abort();
  }

  /** Hands over what came in since the last frame, then pans at the border. A frame step. */
  flush(elapsedMs: number): boolean {
    const { gestures } = this.target.interaction;
    for (const sample of this.pending.values()) gestures.move(sample);
    this.pending.clear();
    return gestures.tick(elapsedMs);
  }

  private pointerDown(event: PointerEvent): void {
    if (isForeign(event.target)) return;
    this.box = this.target.element.getBoundingClientRect();
    const { interaction, element } = this.target;
    this.endHover();
    interaction.isByPointer = true;
    this.hasPanned = true;
    if (interaction.gestures.down(this.sample(event))) element.setPointerCapture(event.pointerId);
    if (!element.contains(document.activeElement)) element.focus({ preventScroll: true });
  }

  private pointerMove(event: PointerEvent): void {
    if (!this.box) return this.hover(event);
    // Nobody further out has a part in a gesture, and listeners there would be asked for each of its events.
    event.stopPropagation();
    this.pending.set(event.pointerId, this.sample(event));
    this.target.stage.wake();
  }

  /**
   * An edge under the pointer is marked; one on which it rests is offered its "+", and a pointer that leaves the button's
   * reach loses it. By geometry as presses are: an element to be hit beside each edge's line is one more to mount.
   */
  private hover(event: PointerEvent): void {
    const { interaction, stage } = this.target;
    if (event.pointerType === 'touch' || isForeign(event.target)) return;
    clearTimeout(this.hoverTimer);
    const box = this.boxDuring(event.timeStamp);
    const at = toWorld(stage.viewport, { x: event.clientX - box.left, y: event.clientY - box.top });
    const hit = stage.isOverview ? null : hitTest(interaction.scene, at, { zoom: stage.viewport.zoom });
    const edge = hit?.kind === 'edge' ? hit.id : null;
    interaction.showHover(edge);
    if (!interaction.hasInsert) return;
    const plus = interaction.edgePlus;
    const reach = PLUS_REACH / stage.viewport.zoom;
    if (plus && Math.hypot(plus.at.x - at.x, plus.at.y - at.y) > reach) interaction.showEdgePlus(null);
    if (interaction.edgePlus || edge === null) return;
    this.hoverTimer = setTimeout(() => {
      if (interaction.scene.edges.has(edge)) interaction.showEdgePlus({ edge, at });
    }, HOVER_MS);
  }

  private endHover(): void {
    clearTimeout(this.hoverTimer);
    this.target.interaction.showHover(null);
    this.target.interaction.showEdgePlus(null);
  }

  private pointerUp(event: PointerEvent): void {
    if (!this.box) return;
    // The last merged move must not be lost: a fast drag is one press, one move, one release.
    this.flush(0);
    this.target.interaction.gestures.up(this.sample(event));
    if (!this.target.interaction.gestures.isBusy) this.box = null;
  }

  private lost(): void {
    this.pending.clear();
    this.box = null;
    this.target.interaction.gestures.cancel();
  }

  /** Stops text selection, the browser's focus choice, and autoscroll or paste by the middle button. */
  private keepDefaultAway(event: MouseEvent): void {
    if (!isForeign(event.target)) event.preventDefault();
  }

  private contextMenu(event: MouseEvent): void {
    if (isForeign(event.target)) return;
    event.preventDefault();
    const { stage, interaction } = this.target;
    const { viewport } = stage;
    const world = toWorld(viewport, stage.fromPage(event.clientX, event.clientY));
    const hit = hitTest(interaction.scene, world, { zoom: viewport.zoom, withoutPorts: true });
    this.target.onContextMenu()?.({
      node: hit.kind === 'node' ? hit.id : undefined,
      edge: hit.kind === 'edge' ? hit.id : undefined,
      clientX: event.clientX,
      clientY: event.clientY,
      world,
    });
  }

  private wheel(event: WheelEvent): void {
    if (isForeign(event.target)) return;
    event.preventDefault();
    const { stage, interaction } = this.target;
    const { viewport } = stage;
    this.turn(event);
    if (stage.viewport !== viewport) interaction.isTurning = true;
  }

  private turn(event: WheelEvent): void {
    const { stage } = this.target;
    const { viewport } = stage;
    if (event.ctrlKey || event.metaKey) {
      const box = this.boxDuring(event.timeStamp);
      const at = { x: event.clientX - box.left, y: event.clientY - box.top };
      stage.setViewport(zoomAbout(viewport, at, viewport.zoom * wheelZoomFactor(event)));
      return;
    }
    const travel = wheelPixels(event);
    // Systems other than macOS leave it to the page to turn Shift+wheel sideways.
    const isSideways = event.shiftKey && travel.x === 0;
    stage.setViewport(isSideways ? panBy(viewport, -travel.y, 0) : panBy(viewport, -travel.x, -travel.y));
  }

  /** Measures once per movement of wheel or pointer: asking in between forces a layout after each mounted slice. */
  private boxDuring(now: number): DOMRect {
    if (!this.movingBox || now - this.movedAt > PAUSE_MS) {
      this.movingBox = this.target.element.getBoundingClientRect();
    }
    this.movedAt = now;
    return this.movingBox;
  }

  private pinch(event: WebKitGestureEvent): void {
    const { stage } = this.target;
    const at = stage.fromPage(event.clientX, event.clientY);
    stage.setViewport(zoomAbout(stage.viewport, at, this.pinchStart * event.scale));
  }

  private keyDown(event: KeyboardEvent): void {
    if (isForeign(event.target)) return;
    const { interaction } = this.target;
    interaction.isByPointer = false;
    if (event.key === ' ' && !event.ctrlKey && !event.altKey && !event.metaKey) {
      if (!event.repeat) this.hasPanned = false;
      interaction.gestures.isPanKeyHeld = true;
      interaction.isPanKeyHeld = true;
      event.preventDefault();
      return;
    }
    const sample = {
      key: event.key,
      shift: event.shiftKey,
      ctrl: event.ctrlKey || event.metaKey,
      alt: event.altKey,
      isComposing: event.isComposing,
    };
    if (handleKey(sample, interaction)) event.preventDefault();
  }

  private keyUp(event: KeyboardEvent): void {
    if (event.key !== ' ' || isForeign(event.target)) return;
    const { interaction } = this.target;
    if (interaction.isPanKeyHeld && !this.hasPanned) interaction.toggleFocused();
    this.releasePanKey();
  }

  private releasePanKey(): void {
    const { interaction } = this.target;
    interaction.gestures.isPanKeyHeld = false;
    // The focus also leaves what Svelte is just taking away, when no state may be set.
    if (interaction.isPanKeyHeld) interaction.isPanKeyHeld = false;
  }

  /** Web views without `overflow: clip` may still scroll the pane when something in it takes the focus. */
  private unscroll(): void {
    this.target.element.scrollLeft = 0;
    this.target.element.scrollTop = 0;
  }

  private sample(event: PointerEvent): PointerSample {
    const box = this.box as DOMRect;
    return {
      id: event.pointerId,
      x: event.clientX - box.left,
      y: event.clientY - box.top,
      button: event.button,
      shift: event.shiftKey,
      ctrl: event.ctrlKey || event.metaKey,
      alt: event.altKey,
      isTouch: event.pointerType === 'touch',
      time: event.timeStamp,
    };
  }

  private on<K extends keyof HTMLElementEventMap>(
    element: HTMLElement,
    name: K,
    listener: (event: HTMLElementEventMap[K]) => void,
    options: AddEventListenerOptions = {},
  ): void {
    element.addEventListener(name, listener, { ...options, signal: this.abort.signal });
  }

  private onPinch(name: string, listener: (event: WebKitGestureEvent) => void): void {
    const handle = (event: Event): void => {
      event.preventDefault();
      listener(event as WebKitGestureEvent);
    };
    this.target.element.addEventListener(name, handle, { passive: false, signal: this.abort.signal });
  }
}

/** Tells whether an event belongs to a control lying on the stage (zoom box, minimap, empty state). */
function isForeign(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-canvas-ui]') !== null;
}
