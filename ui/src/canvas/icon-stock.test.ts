// Every icon the program has becomes one path that draws the same shapes.
import { expect, it } from 'vitest';
import { ICON_NAMES, iconByName } from '../shared/icon-by-name';
import { IconStock, pathOf } from './icon-stock';

const shape = (markup: string): Element => {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.innerHTML = markup;
  return svg.firstElementChild as Element;
};

it.each([
  ['<path d="m3 4 2 2"/>', 'M0 0m3 4 2 2'],
  ['<line x1="1" y1="2" x2="3" y2="4"/>', 'M1 2L3 4'],
  ['<circle cx="12" cy="12" r="9"/>', 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0 -18 0Z'],
  ['<ellipse cx="12" cy="5" rx="9" ry="3"/>', 'M3 5a9 3 0 1 0 18 0a9 3 0 1 0 -18 0Z'],
  ['<rect x="3" y="4" width="10" height="6"/>', 'M3 4h10v6h-10v-6Z'],
  [
    '<rect x="3" y="4" width="10" height="6" rx="2"/>',
    'M5 4h6a2 2 0 0 1 2 2v2a2 2 0 0 1 -2 2h-6a2 2 0 0 1 -2 -2v-2a2 2 0 0 1 2 -2Z',
  ],
  ['<polyline points="1,2 3,4"/>', 'M1,2 3,4'],
  ['<polygon points="1,2 3,4 5,6"/>', 'M1,2 3,4 5,6Z'],
])('turns %s into commands', (markup, expected) => {
  expect(pathOf(shape(markup))).toBe(expected);
});

it('loses no shape of any icon', () => {
  const stock = new IconStock(iconByName);
  expect(ICON_NAMES.length).toBeGreaterThan(20);
  for (const name of ICON_NAMES) {
    const path = stock.path(name);
    expect(path, name).toMatch(/^M/);
    expect(path, name).not.toMatch(/NaN|null|undefined/);
  }
});

it('has nothing for an unknown name', () => {
  expect(new IconStock(() => undefined).path('nothing')).toBe('');
});
