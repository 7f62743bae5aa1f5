// Which rows of a long list or map are drawn. A list pasted as JSON may have thousands of elements,
// each with a widget of its own; a screenful at a time keeps every key quick.

/** Rows drawn at once. */
export const ROWS_AT_ONCE = 50;

export class RowWindow {
  #from = $state(0);
  #count: () => number;

  /** @param count number of rows there are now */
  constructor(count: () => number) {
    this.#count = count;
  }

  /** Index of the first row drawn; never past the end, since rows are removed elsewhere, too. */
  get from(): number {
    const last = Math.max(0, Math.ceil(this.#count() / ROWS_AT_ONCE) - 1) * ROWS_AT_ONCE;
    return Math.min(this.#from, last);
  }

  /** Index after the last row drawn. */
  get to(): number {
    return Math.min(this.from + ROWS_AT_ONCE, this.#count());
  }

  get count(): number {
    return this.#count();
  }

  get isNeeded(): boolean {
    return this.#count() > ROWS_AT_ONCE;
  }

  step(by: 1 | -1): void {
    this.#from = Math.max(0, this.from + by * ROWS_AT_ONCE);
  }

  /** Shows the row of an index. */
  show(index: number): void {
    this.#from = Math.floor(index / ROWS_AT_ONCE) * ROWS_AT_ONCE;
  }
}
