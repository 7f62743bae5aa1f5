// Icons for cards: each is rendered once by its component and kept as one path. Rendering the component in every card
// was a third of the cost of mounting one, and each shape of an icon is an element that every pan mounts and lays out.

import { mount, unmount } from 'svelte';
import type { IconType } from '../shared/icon';

/** Hands out icons by name, as the `d` of a path on a square of 24 units, to be stroked. */
export class IconStock {
  private readonly drawn = new Map<string, string>();

  constructor(private readonly resolve: (name: string) => IconType | undefined) {}

  /** Returns the icon's path; empty for an unknown name. */
  path(name: string): string {
    let path = this.drawn.get(name);
    if (path === undefined) {
      path = this.render(name);
      this.drawn.set(name, path);
    }
    return path;
  }

  private render(name: string): string {
    const icon = this.resolve(name);
    if (!icon) return '';
    const target = document.createElement('div');
    const mounted = mount(icon, { target });
    const shapes = target.querySelector('svg')?.children ?? [];
    const path = [...shapes].map(pathOf).join('');
    void unmount(mounted);
    return path;
  }
}

/** Returns a shape of an icon as commands of a path. */
export function pathOf(shape: Element): string {
  const of = (name: string): number => Number(shape.getAttribute(name) ?? 0);
  switch (shape.tagName.toLowerCase()) {
    case 'path':
      // A first move without a capital would be taken from where the shape before it ended.
      return `M0 0${shape.getAttribute('d') ?? ''}`;
    case 'line':
      return `M${of('x1')} ${of('y1')}L${of('x2')} ${of('y2')}`;
    case 'circle':
      return ellipse(of('cx'), of('cy'), of('r'), of('r'));
    case 'ellipse':
      return ellipse(of('cx'), of('cy'), of('rx'), of('ry'));
    case 'rect': {
      const radius = of('rx') || of('ry');
      return rectangle(of('x'), of('y'), of('width'), of('height'), radius);
    }
    case 'polyline':
      return `M${shape.getAttribute('points') ?? ''}`;
    case 'polygon':
      return `M${shape.getAttribute('points') ?? ''}Z`;
    default:
      return '';
  }
}

function ellipse(cx: number, cy: number, rx: number, ry: number): string {
  return `M${cx - rx} ${cy}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0Z`;
}

function rectangle(x: number, y: number, width: number, height: number, r: number): string {
  const turn = (dx: number, dy: number): string => (r > 0 ? `a${r} ${r} 0 0 1 ${dx} ${dy}` : '');
  const across = width - 2 * r;
  const down = height - 2 * r;
  return `M${x + r} ${y}h${across}${turn(r, r)}v${down}${turn(-r, r)}h${-across}${turn(-r, -r)}v${-down}${turn(r, -r)}Z`;
}
