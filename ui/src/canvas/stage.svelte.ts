// The view side of one canvas: viewport, what is mounted, and all per-frame work (one style write
// moves the world, slices mount, the overview is painted). It draws and measures; what gestures and
// keys mean is in interaction.svelte.ts.

import { tick } from 'svelte';
import { Culling } from './core/culling';
import { FrameLoop, type FrameSource, type FrameStep } from './core/frame-loop';
import { paintOverview } from './core/overview';
import type { Point, Size, Viewport } from './core/types';
import { isOverview, visibleRect, zoomAbout } from './core/viewport';
import { EdgeLayer } from './edge-layer';
import type { CanvasEdge, CanvasModel, CanvasNode, Touched } from './model.svelte';
import { assign, type Slot } from './slots.svelte';
import { paintLikeness } from './likeness';
import { LikenessBrush } from './likeness-brush';
import { readPalette, type CardPalette } from './palette';

/** A batch larger than this re-asks the index once instead of judging each id. */
const BULK = 200;
/** With as many nodes in view, zooming paints their likeness instead of them. */
const MANY = 60;
/** Time without movement after which the view counts as at rest, milliseconds. */
const REST_MS = 150;
/** A frame longer than this is late, milliseconds. */
const LATE_MS = 24;
/** Where the world is out of sight. */
const AWAY = 'translate(-1e6px, 0px)';
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
  /** Holds the cards of the nodes. */
  cards: HTMLElement;
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
  palette: CardPalette | null = null;
  /** Called when the view has come to rest. */
  onRest: (viewport: Viewport) => void = () => undefined;

  /** Whether the background has its dots. */
  hasGrid = true;
  /** Tells whether a gesture needs what is drawn among the cards. */
  needsCards: () => boolean = () => false;

  readonly culling: Culling;
  private view: Viewport = { x: 0, y: 0, zoom: 1 };
  private elements: StageElements | null = null;
  private edgeLayer: EdgeLayer | null = null;
  private readonly loop: FrameLoop;
  private readonly watchers = new Set<StageWatcher>();
  /** Steps of zooming since the view was at rest. */
  private zoomSteps = 0;
  /** The likeness of the cards stands in for them, until the view is at rest and all that it shows is mounted. */
  private isLikeness = false;
  private readonly icons = new Map<string, Path2D>();
  private isViewDirty = true;
  private isPaintDirty = true;
  private restTimer: ReturnType<typeof setTimeout> | undefined;
  private readonly stopListening: () => void;

  constructor(
    readonly model: CanvasModel,
    input: FrameStep,
    private readonly iconPath: (name: string) => string,
    frames: FrameSource = browserFrames,
  ) {
    this.culling = new Culling(model.scene);
    this.loop = new FrameLoop(frames, [
      input,
      () => this.applyView(),
      (_, elapsed) => this.mountSlice(elapsed),
      () => this.showCards(),
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
    if (viewport.zoom !== zoom) this.zoomSteps += 1;
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
    const cards = (this.elements?.cards.children ?? []) as Iterable<HTMLElement>;
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
    if (this.isLikeness && !isOverview(this.view.zoom) && this.culling.follow(view)) this.publish();
    if (this.isLikeness || this.isZooming) {
      this.isPaintDirty = true;
      this.wake();
    }
    this.zoomSteps = 0;
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
    const { zoom } = this.view;
    const isFar = isOverview(zoom);
    if (this.isZooming && !isFar && !this.isLikeness) this.isLikeness = this.hasMany && !this.needsCards();
    this.placeWorld();
    if (isFar) this.keepFocus();
    else if (!this.isLikeness && this.culling.follow(visibleRect(this.view, this.size))) this.publish();
    for (const watcher of this.watchers) watcher.viewChanged();
    return false;
  }

  /** One step alone is drawn as it is; from the second on the view is on its way. */
  private get isZooming(): boolean {
    return this.zoomSteps > 1;
  }

  /** Whether cards are out of sight, and a painting of them is seen. */
  private get isPainted(): boolean {
    return this.isLikeness || isOverview(this.view.zoom);
  }

  private get hasMany(): boolean {
    let count = 0;
    this.model.scene.nodesIn(visibleRect(this.view, this.size), () => (count += 1));
    return count >= MANY;
  }

  private placeWorld(): void {
    if (!this.elements) return;
    const { x, y, zoom } = this.view;
    const { stage, world } = this.elements;
    if (this.isPainted) {
      // Out of sight at once, unmounted at rest: zooming out and back in should not mount everything
      // twice, and moving the world away costs neither style nor layout as hiding it would.
      world.style.transform = AWAY;
      stage.style.backgroundSize = '0 0';
      return;
    }
    const gap = DOTS * zoom * (zoom < 0.6 ? 2 : 1);
    world.style.transform = `translate(${x}px, ${y}px) scale(${zoom})`;
    stage.style.backgroundSize = `${gap}px ${gap}px`;
    stage.style.backgroundPosition = `${x - gap / 2}px ${y - gap / 2}px`;
  }

  /** Puts the cards back in the place of their likeness, at rest and all at once. */
  private showCards(): boolean {
    if (!this.isLikeness || this.isMoving || this.culling.isArriving) return false;
    this.isLikeness = false;
    this.isPaintDirty = true;
    this.placeWorld();
    return false;
  }

  private mountSlice(elapsedMs: number): boolean {
    if (!this.culling.isWaiting || isOverview(this.view.zoom) || (this.isLikeness && this.isMoving))
      return false;
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
    // Never composited under the cards: a layer below them makes each card a layer of its own.
    overview.style.display = this.isPainted ? 'block' : 'none';
    if (!this.isPainted || !this.palette) return false;
    const ratio = window.devicePixelRatio || 1;
    fitBitmap(overview, this.size, ratio);
    // Painted by the processor: without a graphics card a web view that composites takes four times as long otherwise.
    const pen = overview.getContext('2d', { willReadFrequently: true });
    if (!pen) return false;
    const { model, palette, size, view } = this;
    if (isOverview(view.zoom)) {
      const hasNames = !this.isZooming;
      paintOverview(pen, model.scene, { viewport: view, size, ratio, hasNames }, palette);
    } else {
      const brush = new LikenessBrush(pen, palette, (name) => this.icon(name));
      paintLikeness(brush, model.scene, { viewport: view, size, ratio, hasDots: this.hasGrid });
    }
    return false;
  }

  private icon(name: string): Path2D {
    let icon = this.icons.get(name);
    if (!icon) this.icons.set(name, (icon = new Path2D(this.iconPath(name))));
    return icon;
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
