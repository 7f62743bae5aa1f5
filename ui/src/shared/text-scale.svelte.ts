// How large text is, for the few places that must reckon in pixels (lists whose rows all have one
// height). Everything else scales by CSS. The settings store sets it; it sets the page's property.
class TextScale {
  #value = $state(1);

  get value(): number {
    return this.#value;
  }

  /** Makes text `value` times its usual size, 1 to 2. */
  set(value: number): void {
    this.#value = value;
    document.documentElement.style.setProperty('--text-scale', String(value));
  }

  /** Returns a height given for usual text as it is now. */
  readonly px = (usual: number): number => usual * this.#value;
}

export const textScale = new TextScale();
