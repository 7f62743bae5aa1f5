// Which tip is shown: one for the whole window, found by the attributes of what the pointer or the keyboard is at. A
// tooltip component around each button was more than half of what drawing the bars cost; attributes cost nothing.

/** Rest over an element before its tip comes, in milliseconds. */
export const DELAY_MS = 400;
/** Time after a tip during which the next one comes at once, in milliseconds. */
export const SKIP_MS = 200;

export type TipSide = 'top' | 'right' | 'bottom' | 'left';

export interface Tip {
  anchor: HTMLElement;
  text: string;
  shortcut: string;
  side: TipSide;
}

/** Returns the attributes that give an element a tip. */
export function tipOf(text: string, shortcut?: string, side: TipSide = 'bottom') {
  return { 'data-tip': text, 'data-tip-keys': shortcut || undefined, 'data-tip-side': side };
}

class Tips {
  shown = $state.raw<Tip | null>(null);
  #next: HTMLElement | null = null;
  /** What was pressed, or its tip closed: the pointer has to leave it before its tip comes again. */
  #dismissed: HTMLElement | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #hiddenAt = -Infinity;

  /** The pointer is over something; `now` is a time stamp in milliseconds. */
  over(target: EventTarget | null, now: number): void {
    const anchor = anchorOf(target);
    if (anchor && anchor === this.#dismissed) return;
    this.#dismissed = null;
    if (anchor === (this.#next ?? this.shown?.anchor ?? null)) return;
    const atOnce = this.shown !== null || now - this.#hiddenAt < SKIP_MS;
    this.hide(now);
    if (!anchor) return;
    this.#next = anchor;
    if (atOnce) this.#show(anchor);
    else this.#timer = setTimeout(() => this.#show(anchor), DELAY_MS);
  }

  /** The keyboard has come to something; a focus by pointer shows nothing. */
  focus(target: EventTarget | null, now: number): void {
    const anchor = anchorOf(target);
    if (!anchor?.matches(':focus-visible')) return;
    this.hide(now);
    this.#show(anchor);
  }

  /** Hides the tip of what is pressed, or the one that is shown, until the pointer has been elsewhere. */
  dismiss(target: EventTarget | null, now: number): void {
    this.#dismissed = anchorOf(target) ?? this.#next ?? this.shown?.anchor ?? null;
    this.hide(now);
  }

  hide(now: number): void {
    clearTimeout(this.#timer);
    this.#next = null;
    if (!this.shown) return;
    this.#hiddenAt = now;
    this.shown = null;
  }

  #show(anchor: HTMLElement): void {
    this.#next = null;
    const { tip: text, tipKeys: shortcut = '', tipSide: side = 'bottom' } = anchor.dataset;
    if (!text || !anchor.isConnected) return;
    this.shown = { anchor, text, shortcut, side: side as TipSide };
  }
}

function anchorOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-tip]') : null;
}

export const tips = new Tips();
