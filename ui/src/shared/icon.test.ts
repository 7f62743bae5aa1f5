// Holds to what the build makes of icons: markup that takes no properties, so none may be given.
import { mount, unmount } from 'svelte';
import ArrowRight from '@lucide/svelte/icons/arrow-right';
import { expect, it } from 'vitest';

const files = import.meta.glob<string>('../**/*.svelte', { query: '?raw', import: 'default', eager: true });

it('icons are given nothing but that they are hidden', () => {
  const used = Object.entries(files).flatMap(([path, text]) => {
    const names = [...text.matchAll(/import (\w+) from '@lucide\/svelte\/icons\//g)].map(([, name]) => name);
    const uses = [...text.matchAll(new RegExp(`<(?:${[...names, 'Icon'].join('|')})\\s([^>]*?)/>`, 'g'))];
    return uses.map(([use, given]) => ({ path, use, given: given?.trim() }));
  });
  expect(used.length).toBeGreaterThan(50);
  expect(used.filter(({ given }) => given !== 'aria-hidden="true"')).toEqual([]);
});

it('an icon is an svg with its shapes, hidden from screen readers', () => {
  const target = document.createElement('div');
  const icon = mount(ArrowRight, { target });
  const svg = target.querySelector('svg');
  expect(svg?.getAttribute('viewBox')).toBe('0 0 24 24');
  expect(svg?.getAttribute('aria-hidden')).toBe('true');
  expect(svg?.classList.contains('lucide')).toBe(true);
  expect([...(svg?.children ?? [])].map((shape) => shape.tagName.toLowerCase())).toEqual(['path', 'path']);
  void unmount(icon);
});
