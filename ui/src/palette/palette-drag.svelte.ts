// One press on a palette row as a small state machine: pressed, dragging, dropped or cancelled.
// Kept out of the row so that it can be tested with plain events.

/** Way the pointer goes before a press counts as a drag, in pixels. */
const THRESHOLD = 4;

interface Callbacks {
  ondrag: (clientX: number, clientY: number) => boolean;
  ondrop: (clientX: number, clientY: number) => void;
  oncancel: () => void;
}

export class PaletteDrag {
  /** Where the pointer is while dragging. */
  at = $state.raw<{ x: number; y: number } | null>(null);
  /** Whether a drop here would count. */
  isOver = $state(false);
  /** The press that just ended was a drag, so the click that follows it is none. */
  wasDragged = false;
  #start: { x: number; y: number } | null = null;
  #callbacks: Callbacks;

  constructor(callbacks: Callbacks) {
    this.#callbacks = callbacks;
  }

  down(event: PointerEvent): void {
    this.wasDragged = false;
    if (event.button !== 0) return;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    this.#start = { x: event.clientX, y: event.clientY };
  }

  move(event: PointerEvent): void {
    if (!this.#start) return;
    const { clientX: x, clientY: y } = event;
    if (!this.at && Math.hypot(x - this.#start.x, y - this.#start.y) < THRESHOLD) return;
    this.wasDragged = true;
    this.at = { x, y };
    this.isOver = this.#callbacks.ondrag(x, y);
  }

  up(event: PointerEvent): void {
    const dragging = this.at !== null;
    this.#end();
    if (dragging) this.#callbacks.ondrop(event.clientX, event.clientY);
  }

  cancel(): void {
    if (!this.#start) return;
    this.#end();
    this.#callbacks.oncancel();
  }

  keydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.at) return;
    event.preventDefault();
    this.cancel();
  }

  #end(): void {
    this.#start = null;
    this.at = null;
    this.isOver = false;
  }
}
