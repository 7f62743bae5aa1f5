// Keeps one minimap up to date: paints at most eight times a second while nodes move, and only moves
// the frame while the view does.

import { minimapViewport, minimapWorld, viewportForPress } from './core/minimap';
import { paintMinimap } from './core/overview';
import { containsRect, expand, type Rect, type Size, type Viewport } from './core/types';
import { visibleRect } from './core/viewport';
import { fitBitmap, type Stage, type StageWatcher } from './stage.svelte';

/** Shortest time between two paintings, milliseconds. */
const PAINT_EVERY_MS = 125;

/** One minimap of a stage. */
export class MinimapView implements StageWatcher {
  private map: Viewport = { x: 0, y: 0, zoom: 1 };
  private world: Rect | null = null;
  private size: Size = { width: 0, height: 0 };
  private timer: ReturnType<typeof setTimeout> | undefined;
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
  }

  /** The view moved: the frame follows; the world is laid out anew when the frame would leave it or it is too roomy. */
  viewChanged(): void {
    const view = visibleRect(this.stage.viewport, this.stage.size);
    const wanted = minimapWorld(this.stage.model.scene.bounds(), view);
    const isFitting = this.world && containsRect(this.world, view) && !isMuchLarger(this.world, wanted);
    if (!isFitting) this.contentChanged();
    this.placeFrame(view);
  }

  contentChanged(): void {
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
    paintMinimap(pen, stage.model.scene, this.map, this.size, stage.palette, ratio);
  }

  private placeFrame(view: Rect): void {
    const { x, y, zoom } = this.map;
    const { style } = this.frame;
    style.transform = `translate(${view.x * zoom + x}px, ${view.y * zoom + y}px)`;
    style.width = `${view.width * zoom}px`;
    style.height = `${view.height * zoom}px`;
  }
}

/** Tells whether the shown world has so much spare room that it should be laid out anew. */
function isMuchLarger(shown: Rect, wanted: Rect): boolean {
  return !containsRect(expand(wanted, wanted.width * 0.05, wanted.height * 0.05), shown);
}
