// Keeps one minimap up to date: paints at most eight times a second while nodes move, and only moves
// the frame while the view does. What moves is painted over a picture of the rest, so that dragging one
// node of thousands does not paint thousands; nor does zooming out, which stretches the picture until it ends.

import { minimapViewport, minimapWorld, viewportForPress } from './core/minimap';
import { paintMinimap, type Palette } from './core/overview';
import { containsRect, expand, type Rect, type Size, type Viewport } from './core/types';
import { visibleRect } from './core/viewport';
import type { CanvasNode } from './model.svelte';
import { fitBitmap, type Stage, type StageWatcher } from './stage.svelte';

/** Shortest time between two paintings, milliseconds. */
const PAINT_EVERY_MS = 125;
/** How long a stretched picture stands before it is painted sharp, milliseconds. */
const SHARP_AFTER_MS = 250;
/** With more changed nodes than this all are painted anew. */
const MOST_LOOSE = 200;

/** How a picture was painted. */
interface Painted {
  map: Viewport;
  size: Size;
  ratio: number;
}

/** One minimap of a stage. */
export class MinimapView implements StageWatcher {
  private map: Viewport = { x: 0, y: 0, zoom: 1 };
  private world: Rect | null = null;
  private size: Size = { width: 0, height: 0 };
  private timer: ReturnType<typeof setTimeout> | undefined;
  private sharpTimer: ReturnType<typeof setTimeout> | undefined;
  /** Nodes that changed of late, painted over the picture of the others. */
  private readonly loose = new Set<string>();
  private picture: HTMLCanvasElement | null = null;
  /** How the picture was painted; null when it no longer shows what is there. */
  private painted: Painted | null = null;
  /** Where the frame stands. */
  private framed = '';
  private readonly stop: () => void;

  constructor(
    private readonly stage: Stage,
    private readonly canvas: HTMLCanvasElement,
    private readonly frame: HTMLElement,
  ) {
    this.stop = stage.watch(this);
    this.contentChanged();
  }

  dispose(): void {
    this.stop();
    clearTimeout(this.timer);
    clearTimeout(this.sharpTimer);
  }

  /** The view moved: the frame follows; the world is laid out anew when the frame would leave it or it is too roomy. */
  viewChanged(): void {
    const view = visibleRect(this.stage.viewport, this.stage.size);
    const wanted = minimapWorld(this.stage.model.scene.bounds(), view);
    const isFitting = this.world && containsRect(this.world, view) && !isMuchLarger(this.world, wanted);
    if (!isFitting) this.schedule();
    this.placeFrame(view);
  }

  /** Nodes changed: these, or without a list all of them. */
  contentChanged(ids?: readonly string[]): void {
    if (!ids || this.loose.size + ids.length > MOST_LOOSE) {
      this.loose.clear();
      this.painted = null;
    } else {
      for (const id of ids) {
        if (this.loose.has(id)) continue;
        this.loose.add(id);
        this.painted = null;
      }
    }
    this.schedule();
  }

  private schedule(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.paint();
    }, PAINT_EVERY_MS);
  }

  /** Moves the main view to a pressed position. */
  goTo(event: { clientX: number; clientY: number }): void {
    const box = this.canvas.getBoundingClientRect();
    const at = { x: event.clientX - box.left, y: event.clientY - box.top };
    this.stage.setViewport(viewportForPress(this.map, at, this.stage.viewport, this.stage.size));
  }

  private paint(): void {
    const { stage, canvas } = this;
    // Asked here and not once: a panel that was hidden when mounted had no size yet.
    this.size = { width: canvas.clientWidth, height: canvas.clientHeight };
    const view = visibleRect(stage.viewport, stage.size);
    this.world = minimapWorld(stage.model.scene.bounds(), view);
    this.map = minimapViewport(this.world, this.size);
    this.placeFrame(view);
    const pen = canvas.getContext('2d');
    if (!pen || !stage.palette) return;
    const ratio = window.devicePixelRatio || 1;
    fitBitmap(canvas, this.size, ratio);
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, canvas.width, canvas.height);
    this.paintTheRest(pen, stage.palette, ratio);
    paintMinimap(pen, this.nodesOf(this.loose), this.map, stage.palette, ratio);
  }

  /** Paints all nodes but the loose ones, by their picture; that is painted anew when it is no longer true. */
  private paintTheRest(pen: CanvasRenderingContext2D, palette: Palette, ratio: number): void {
    const { map, size, painted } = this;
    const isTrue =
      painted?.ratio === ratio && painted.size.width === size.width && painted.size.height === size.height;
    const shown = isTrue ? painted.map : this.takePicture(palette, ratio);
    const { picture } = this;
    // A bitmap without any area cannot be drawn from.
    if (!shown || !picture || picture.width === 0 || picture.height === 0) return;
    const scale = map.zoom / shown.zoom;
    pen.setTransform(
      scale,
      0,
      0,
      scale,
      (map.x - shown.x * scale) * ratio,
      (map.y - shown.y * scale) * ratio,
    );
    pen.drawImage(picture, 0, 0);
    if (shown.zoom !== map.zoom || shown.x !== map.x || shown.y !== map.y) this.sharpenLater();
  }

  /** Paints the picture for the map as it is now. Returns that map, or null when there is nothing to paint with. */
  private takePicture(palette: Palette, ratio: number): Viewport | null {
    const { map, size } = this;
    this.picture ??= document.createElement('canvas');
    const pen = this.picture.getContext('2d');
    if (!pen) return null;
    fitBitmap(this.picture, size, ratio);
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, this.picture.width, this.picture.height);
    paintMinimap(pen, this.others(), map, palette, ratio);
    this.painted = { map, size, ratio };
    return map;
  }

  private sharpenLater(): void {
    clearTimeout(this.sharpTimer);
    this.sharpTimer = setTimeout(() => {
      this.painted = null;
      this.paint();
    }, SHARP_AFTER_MS);
  }

  private *others(): Iterable<CanvasNode> {
    for (const node of this.stage.model.scene.nodes.values()) if (!this.loose.has(node.id)) yield node;
  }

  private *nodesOf(ids: Iterable<string>): Iterable<CanvasNode> {
    for (const id of ids) {
      const node = this.stage.model.scene.nodes.get(id);
      if (node) yield node;
    }
  }

  private placeFrame(view: Rect): void {
    const { x, y, zoom } = this.map;
    const tenth = (length: number): string => `${Math.round(length * 10) / 10}px`;
    const place = `translate(${tenth(view.x * zoom + x)}, ${tenth(view.y * zoom + y)})`;
    const width = tenth(view.width * zoom);
    const height = tenth(view.height * zoom);
    const now = [place, width, height].join(' ');
    // In a large world most steps are too small to be seen here.
    if (now === this.framed) return;
    this.framed = now;
    Object.assign(this.frame.style, { transform: place, width, height });
  }
}

/** Tells whether the shown world has so much spare room that it should be laid out anew. */
function isMuchLarger(shown: Rect, wanted: Rect): boolean {
  return !containsRect(expand(wanted, wanted.width * 0.05, wanted.height * 0.05), shown);
}
