// One animation frame for everything: steps run in the order they were added, at most once a frame,
// and the loop sleeps when no step asks for more, so an idle canvas costs nothing. The clock comes
// from outside, so tests drive frames by hand.

/** Work of one frame; `now` and `elapsed` in milliseconds. Returns true to be called in the next frame too. */
export type FrameStep = (now: number, elapsed: number) => boolean;

/** Source of frames, `requestAnimationFrame` in a browser. */
export interface FrameSource {
  request(callback: (now: number) => void): number;
  cancel(handle: number): void;
}

/** Longest time a step is told to have passed; a hidden window must not cause a jump on return. */
const LONGEST_STEP_MS = 64;

/** Runs all per-frame work of one canvas in a single callback. */
export class FrameLoop {
  private handle: number | null = null;
  private last: number | null = null;

  constructor(
    private readonly source: FrameSource,
    private readonly steps: readonly FrameStep[],
  ) {}

  /** Asks for a frame; repeated calls before it comes are one. */
  wake(): void {
    this.handle ??= this.source.request((now) => this.run(now));
  }

  /** Drops a pending frame. */
  stop(): void {
    if (this.handle !== null) this.source.cancel(this.handle);
    this.handle = null;
    this.last = null;
  }

  private run(now: number): void {
    this.handle = null;
    const elapsed = this.last === null ? 16 : Math.min(LONGEST_STEP_MS, now - this.last);
    let wantsMore = false;
    for (const step of this.steps) wantsMore = step(now, elapsed) || wantsMore;
    this.last = wantsMore ? now : null;
    if (wantsMore) this.wake();
  }
}
