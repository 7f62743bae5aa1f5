// Lists of rows of one height: what is reckoned with and what is drawn must be the same at every size of text, or rows lie
// over each other. The style of each list is compared with the height it tells.
import { expect, it } from 'vitest';

const sources = import.meta.glob<string>('../**/*.svelte', { query: '?raw', import: 'default', eager: true });
const lists = Object.entries(sources).flatMap(([path, text]) => {
  const name = /<VirtualRows[^]*?rowHeight=\{(\w+)\}/.exec(text)?.[1];
  return name ? [{ path, text, usual: new RegExp(`const ${name} = (\\d+);`).exec(text)?.[1] }] : [];
});

it('knows the lists there are', () => {
  expect(lists.length).toBeGreaterThan(5);
});

it.each(lists)('$path draws rows as high as it says, whatever the size of text', ({ text, usual }) => {
  expect(text).toMatch(new RegExp(`height: calc\\(${usual}px \\* var\\(--text-scale\\)\\)`));
});
