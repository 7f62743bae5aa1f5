// The value a form works on between handing an edit on and seeing it in the document. Without it a
// second change to a list made before the first one's echo would start from the old list and lose it.

export class Echo<T> {
  #ahead = $state.raw<{ value: T } | undefined>();

  constructor(readonly source: () => T) {}

  get current(): T {
    return this.#ahead ? this.#ahead.value : this.source();
  }

  /** Shows a value at once and until the edit has settled, one way or the other. */
  async send(value: T, edit: () => Promise<unknown> | void): Promise<void> {
    const mine = { value };
    this.#ahead = mine;
    try {
      await edit();
    } catch {
      // Told by whoever sent the edit; the document's value comes back.
    } finally {
      if (this.#ahead === mine) this.#ahead = undefined;
    }
  }
}
