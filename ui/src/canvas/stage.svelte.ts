// The view side of one canvas: viewport, what is mounted, and all per-frame work (one style write
// moves the world, slices mount, the overview is painted). It draws and measures; what gestures and
// keys mean is in interaction.svelte.ts.

import { tick } from 'svelte';
import { Culling } from './core/culling';
import { FrameLoop, type FrameSource, type FrameStep } from './core/frame-loop';
import { paintOverview, type Palette } from './core/overview';
import type { Point, Size, Viewport } from './core/types';
import { isOverview, visibleRect, zoomAbout } from './core/viewport';
import { EdgeLayer } from './edge-layer';
import type { CanvasEdge, CanvasModel, CanvasNode, Touched } from './model.svelte';
import { assign, type Slot } from './slots.svelte';
import { readPalette } from './palette';

/** A batch larger than this re-asks the index once instead of judging each id. */
const BULK = 200;
/** Time without movement after which the view counts as at rest, milliseconds. */
const REST_MS = 150;
/** A frame longer than this is late, milliseconds. */
const LATE_MS = 24;
/** Distance of the background dots at 100 %, pixels. */
const DOTS = 20;

/** Something else that wants to be repainted with the frame (the minimap). */
export interface StageWatcher {
  viewChanged(): void;
  /** Nodes changed: these, or without a list all of them. */
  contentChanged(ids?: readonly string[]): void;
}

/** Elements the stage writes to. */
export interface StageElements {
  stage: HTMLElement;
  world: HTMLElement;
  /** Holds the edges, behind the nodes. */
  edges: HTMLElement;
  overview: HTMLCanvasElement;
}

/** Viewport, culling and painting of one canvas. */
export class Stage {
  /** Current zoom, for whoever shows it. */
  zoom = $state(1);
  /** Whether cards are replaced by the painted overview. */
  readonly isOverview = $derived(isOverview(this.zoom));
  /** Places of mounted nodes. */
  slots = $state.raw<Slot[]>([]);
  size: Size = $state.raw({ width: 0, height: 0 });
  palette: Palette | null = null;
  /** Called when the view has come to rest. */
  onRest: (viewport: Viewport) => void = () => undefined;

  readonly culling: Culling;
  private view: Viewport = { x: 0, y: 0, zoom: 1 };
  private elements: StageElements | null = null;
  private edgeLayer: EdgeLayer | null = null;
  private readonly loop: FrameLoop;
  private readonly watchers = new Set<StageWatcher>();
  private isViewDirty = true;
  private isPaintDirty = true;
  private restTimer: ReturnType<typeof setTimeout> | undefined;
  private readonly stopListening: () => void;

  constructor(
    readonly model: CanvasModel,
    input: FrameStep,
    frames: FrameSource = browserFrames,
  ) {
    this.culling = new Culling(model.scene);
    this.loop = new FrameLoop(frames, [
      input,
      () => this.applyView(),
      (_, elapsed) => this.mountSlice(elapsed),
      () => this.paint(),
    ]);
    this.stopListening = model.onChange((touched) => this.take(touched));
  }

  /** Connects the elements and starts drawing. */
  attach(elements: StageElements): void {
    this.elements = elements;
    this.edgeLayer = new EdgeLayer(elements.edges, this.model.scene);
    this.refreshPalette();
    this.resize();
    this.wake();
  }

  /** Stops all work; the stage cannot be used afterwards. */
  dispose(): void {
    this.loop.stop();
    this.stopListening();
    clearTimeout(this.restTimer);
    this.elements = null;
  }

  get viewport(): Viewport {
    return this.view;
  }

  /** Shows another part of the world from the next frame on. */
  setViewport(viewport: Viewport): void {
    const { x, y, zoom } = this.view;
    // A view that is nowhere could not be panned back from.
    if (!Number.isFinite(viewport.x) || !Number.isFinite(viewport.y)) return;
    if (viewport.x === x && viewport.y === y && viewport.zoom === zoom) return;
    this.view = viewport;
    this.zoom = viewport.zoom;
    this.isViewDirty = true;
    this.wake();
    clearTimeout(this.restTimer);
    this.restTimer = setTimeout(() => this.rest(), REST_MS);
  }

  /** Zooms about the middle of the stage. */
  zoomAboutMiddle(zoom: number): void {
    const { width, height } = this.size;
    this.setViewport(zoomAbout(this.view, { x: width / 2, y: height / 2 }, zoom));
  }

  /** Asks for a frame. */
  wake(): void {
    this.loop.wake();
  }

  /** Takes the stage's size anew. */
  resize(): void {
    if (!this.elements) return;
    const { width, height } = this.elements.stage.getBoundingClientRect();
    if (width === this.size.width && height === this.size.height) return;
    this.size = { width, height };
    this.isViewDirty = true;
    this.wake();
  }

  /** Takes the theme's colours anew. */
  refreshPalette(): void {
    if (!this.elements) return;
    this.palette = readPalette(this.elements.stage);
    this.isPaintDirty = true;
    for (const watcher of this.watchers) watcher.contentChanged();
    this.wake();
  }

  /** Returns the stage position of a page position. */
  fromPage(clientX: number, clientY: number): Point {
    const box = this.elements?.stage.getBoundingClientRect();
    return { x: clientX - (box?.left ?? 0), y: clientY - (box?.top ?? 0) };
  }

  /** Draws edges anew whose marks changed. */
  redrawEdges(edges: Iterable<CanvasEdge>): void {
    for (const { id } of edges) this.edgeLayer?.redraw(id);
  }

  /** Tells a watcher about changes of view and content. Returns the way to stop. */
  watch(watcher: StageWatcher): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  /** Gives the keyboard focus to a node's card, mounting it first; to the stage when there are no cards. */
  async focusNode(node: CanvasNode | null): Promise<void> {
    if (node && !this.isOverview) {
      if (this.culling.pin(node.id)) this.publish();
      await tick();
      const element = this.elementOf(node.id);
      if (element) {
        // The pane must never scroll by itself: bringing into view is the viewport's work.
        element.focus({ preventScroll: true });
        return;
      }
    }
    this.elements?.stage.focus({ preventScroll: true });
  }

  private elementOf(id: string): HTMLElement | null {
    const cards = (this.elements?.world.children ?? []) as Iterable<HTMLElement>;
    for (const card of cards) if (card.dataset.nodeId === id) return card;
    return null;
  }

  /** Hands the focus to the stage when the focused card is about to be hidden or unmounted. */
  private keepFocus(): void {
    const active = document.activeElement;
    if (!active || !this.elements?.world.contains(active)) return;
    const id = active.closest<HTMLElement>('[data-node-id]')?.dataset.nodeId;
    const stays = id !== undefined && this.culling.nodes.has(id) && !isOverview(this.view.zoom);
    if (!stays) this.elements.stage.focus({ preventScroll: true });
  }

  private take({ nodes, edges }: Touched): void {
    const { scene } = this.model;
    let changed = false;
    if (nodes.length + edges.length > BULK) {
      if (this.culling.covered) changed = this.culling.refresh(visibleRect(this.view, this.size));
      changed = this.forgetRemoved() || changed;
      this.edgeLayer?.show(this.culling.edges);
      this.edgeLayer?.redrawAll();
    } else {
      for (const id of nodes) {
        changed = this.culling.touchNode(id) || changed;
        for (const edge of scene.edgesOf(id)) changed = this.touchEdge(edge) || changed;
      }
      for (const id of edges) changed = this.touchEdge(id) || changed;
      // A record removed and put back in one batch keeps its id but is another object.
      changed = changed || nodes.some((id) => this.isStale(id));
    }
    if (changed) this.publish();
    this.isPaintDirty = true;
    if (nodes.length > 0) for (const watcher of this.watchers) watcher.contentChanged(nodes);
    this.wake();
  }

  private touchEdge(id: string): boolean {
    const changed = this.culling.touchEdge(id);
    if (!changed) this.edgeLayer?.redraw(id);
    return changed;
  }

  /** What the view leaves behind stays drawn while it moves, for what comes into view. */
  private get isMoving(): boolean {
    return this.restTimer !== undefined;
  }

  private rest(): void {
    this.restTimer = undefined;
    const view = visibleRect(this.view, this.size);
    if (!isOverview(this.view.zoom)) {
      if (this.culling.settle(view)) this.wake();
      else if (this.slots.length > this.culling.nodes.size) this.publish();
    } else if (this.culling.dismiss()) this.publish();
    this.onRest(this.view);
  }

  private isStale(id: string): boolean {
    const slot = this.slots.find(({ node }) => node.id === id);
    return this.culling.nodes.has(id) && slot?.node !== this.model.scene.nodes.get(id);
  }

  private forgetRemoved(): boolean {
    const { scene } = this.model;
    return this.slots.some(({ node }) => scene.nodes.get(node.id) !== node);
  }

  private applyView(): boolean {
    if (!this.isViewDirty || !this.elements) return false;
    this.isViewDirty = false;
    this.isPaintDirty = true;
    const { x, y, zoom } = this.view;
    const { stage, world } = this.elements;
    const isFar = isOverview(zoom);
    // Out of sight at once, unmounted at rest: zooming out and back in should not mount everything
    // twice, and moving the world away costs neither style nor layout as hiding it would.
    world.style.transform = `translate(${isFar ? -1e6 : x}px, ${y}px) scale(${zoom})`;
    const gap = DOTS * zoom * (zoom < 0.6 ? 2 : 1);
    stage.style.backgroundSize = isFar ? '0 0' : `${gap}px ${gap}px`;
    stage.style.backgroundPosition = `${x - gap / 2}px ${y - gap / 2}px`;
    if (isFar) this.keepFocus();
    if (!isFar && this.culling.follow(visibleRect(this.view, this.size))) this.publish();
    for (const watcher of this.watchers) watcher.viewChanged();
    return false;
  }

  private mountSlice(elapsedMs: number): boolean {
    if (!this.culling.isWaiting || isOverview(this.view.zoom)) return false;
    // Where frames already come late, smaller slices keep the gesture alive.
    if (this.culling.mountSlice(elapsedMs > LATE_MS ? 1 / 3 : 1)) this.publish();
    return this.culling.isWaiting;
  }

  /** Hands the mounted nodes to Svelte and the edges to their layer. */
  private publish(): void {
    this.keepFocus();
    const slots = assign(this.slots, this.culling.nodes, this.model.scene, this.isMoving);
    if (slots) this.slots = slots;
    this.edgeLayer?.show(this.culling.edges, this.isMoving);
  }

  private paint(): boolean {
    if (!this.isPaintDirty || !this.elements) return false;
    this.isPaintDirty = false;
    const { overview } = this.elements;
    const isFar = isOverview(this.view.zoom);
    // Never composited under the cards: a layer below them makes each card a layer of its own.
    overview.style.display = isFar ? 'block' : 'none';
    if (!isFar || !this.palette) return false;
    const ratio = window.devicePixelRatio || 1;
    fitBitmap(overview, this.size, ratio);
    const pen = overview.getContext('2d');
    if (pen) paintOverview(pen, this.model.scene, this.view, this.size, this.palette, ratio);
    return false;
  }
}

/** Gives a canvas element the bitmap its size asks for; setting it to the same size would clear it needlessly. */
export function fitBitmap(canvas: HTMLCanvasElement, size: Size, ratio: number): void {
  const width = Math.round(size.width * ratio);
  const height = Math.round(size.height * ratio);
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}

const browserFrames: FrameSource = {
  request: (callback) => requestAnimationFrame(callback),
  cancel: (handle) => cancelAnimationFrame(handle),
};
