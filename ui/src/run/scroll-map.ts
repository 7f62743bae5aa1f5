// Where rows stand when there are more of them than a page can be high. Browsers draw nothing beyond
// some ten to thirty million pixels, so a long table is scrolled on a shorter track: the wheel moves
// the rows as far as it turns, the thumb of the scrollbar means a place in proportion. Pure.

/** Height of the track at most, in pixels; every engine lays out this much. */
export const TALLEST = 8_000_000;
/** Near its ends the track stands as far from them as the rows do, in pixels: a wheel gets there without a leap. */
const EDGE = 20_000;
/**
 * A move of less than this part of what one pixel of the scrollbar means cannot come from its thumb (half pixels exist).
 * Whatever a wheel or a fling does between two frames is far below it, and far above what is in view.
 */
const OF_A_PIXEL = 1 / 3;

export class ScrollMap {
  rowHeight: number;
  /** Height of all rows, in pixels. */
  #whole = 0;
  #view = 0;
  /** What is in view begins here, within all rows. */
  #top = 0;
  /** Where the track stood when `#top` was worked out. */
  #track = 0;

  constructor(rowHeight: number) {
    this.rowHeight = rowHeight;
  }

  /** Returns how high the track has to be. */
  get height(): number {
    return Math.min(this.#whole, TALLEST);
  }

  get top(): number {
    return this.#top;
  }

  /** Takes in how many rows there are and how much of them is seen. */
  resize(count: number, view: number): void {
    this.#whole = count * this.rowHeight;
    this.#view = view;
    this.#top = this.#clamped(this.#top);
  }

  /** Takes in where the track stands now. */
  scrolledTo(track: number): void {
    const moved = track - this.#track;
    this.#track = track;
    if (this.#whole <= TALLEST) this.#top = this.#clamped(track);
    else if (track <= 0) this.#top = 0;
    else if (track >= this.#trackEnd) this.#top = this.#end;
    else if (Math.abs(moved) < this.#leap) this.#top = this.#clamped(this.#top + moved);
    else this.#top = this.#clamped(this.#topAt(track));
  }

  /** Returns where the track should stand to show that row; it is not moved when the row is in view already. */
  toShow(index: number): number {
    const from = index * this.rowHeight;
    let top = this.#top;
    if (from < top) top = from;
    else if (from + this.rowHeight > top + this.#view) top = from + this.rowHeight - this.#view;
    this.#top = this.#clamped(top);
    return this.settle();
  }

  /** Returns where the track should stand for what is in view, and takes it for standing there. */
  settle(): number {
    this.#track = Math.round(this.#trackAt(this.#top));
    return this.#track;
  }

  /** Returns the rows to draw, `beyond` more at either side. */
  visible(count: number, beyond: number): { first: number; last: number } {
    const first = Math.max(0, Math.floor(this.#top / this.rowHeight) - beyond);
    const last = Math.min(count, Math.ceil((this.#top + this.#view) / this.rowHeight) + beyond) - 1;
    return { first, last };
  }

  /** Returns where a row stands, in pixels from the upper edge of what is seen. */
  place(index: number): number {
    return index * this.rowHeight - this.#top;
  }

  /** Moves of the track from here on mean a place, not a distance. */
  get #leap(): number {
    return Math.max(this.#view, (this.height / Math.max(1, this.#view)) * OF_A_PIXEL);
  }

  get #edge(): number {
    return Math.min(EDGE, this.#trackEnd / 4);
  }

  /** How many pixels of rows one of the track stands for, between the edges. */
  get #scale(): number {
    return (this.#end - 2 * this.#edge) / Math.max(1, this.#trackEnd - 2 * this.#edge);
  }

  #trackAt(top: number): number {
    const edge = this.#edge;
    if (this.#whole <= TALLEST || top <= edge) return top;
    if (top >= this.#end - edge) return this.#trackEnd - (this.#end - top);
    return edge + (top - edge) / this.#scale;
  }

  #topAt(track: number): number {
    const edge = this.#edge;
    if (track <= edge) return track;
    if (track >= this.#trackEnd - edge) return this.#end - (this.#trackEnd - track);
    return edge + (track - edge) * this.#scale;
  }

  get #end(): number {
    return Math.max(0, this.#whole - this.#view);
  }

  get #trackEnd(): number {
    return Math.max(0, this.height - this.#view);
  }

  #clamped(top: number): number {
    return Math.min(Math.max(0, top), this.#end);
  }
}
