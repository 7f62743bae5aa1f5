// Icons for cards: each is rendered once by its component and then cloned. Rendering the component
// in every card was a third of the cost of mounting one; a clone costs next to nothing.

import { mount, unmount } from 'svelte';
import type { IconType } from '../shared/icon';

/** Hands out copies of icons by name and size. */
export class IconStock {
  private readonly drawn = new Map<string, Element | null>();

  constructor(private readonly resolve: (name: string) => IconType | undefined) {}

  /** Returns an attachment that puts the icon into its element; nothing for an unknown name. */
  draw(name: string, size: number): (holder: Element) => void {
    return (holder) => {
      const original = this.originalOf(name, size);
      holder.replaceChildren(...(original ? [original.cloneNode(true)] : []));
    };
  }

  private originalOf(name: string, size: number): Element | null {
    const key = `${name} ${size}`;
    let original = this.drawn.get(key);
    if (original === undefined) {
      original = this.render(name, size);
      this.drawn.set(key, original);
    }
    return original;
  }

  private render(name: string, size: number): Element | null {
    const icon = this.resolve(name);
    if (!icon) return null;
    const target = document.createElement('div');
    const mounted = mount(icon, { target, props: { size, strokeWidth: 1.75, 'aria-hidden': 'true' } });
    const drawing = target.firstElementChild?.cloneNode(true) ?? null;
    void unmount(mounted);
    return drawing as Element | null;
  }
}
