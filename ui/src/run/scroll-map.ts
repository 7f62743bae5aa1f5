// Where rows stand when there are more of them than a page can be high. Browsers draw nothing beyond
// some ten to thirty million pixels, so a long table is scrolled on a shorter track: small moves are
// taken as they are, large ones in proportion. Pure.

/** Height of the track at most, in pixels; every engine lays out this much. */
export const TALLEST = 8_000_000;

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
    else if (Math.abs(moved) <= this.#view) this.#top = this.#clamped(this.#top + moved);
    else this.#top = this.#clamped((track / this.#trackEnd) * this.#end);
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
    const scaled =
      this.#whole <= TALLEST || this.#end <= 0 ? this.#top : (this.#top / this.#end) * this.#trackEnd;
    // At its ends the track means the ends of the rows, so nothing else may put it there.
    const isInside = this.#top > 0 && this.#top < this.#end;
    this.#track = isInside
      ? Math.min(Math.max(1, Math.round(scaled)), Math.max(1, this.#trackEnd - 1))
      : Math.round(scaled);
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
