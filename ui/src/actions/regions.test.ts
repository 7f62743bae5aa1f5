// Checks how the keys go round the parts of the window.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { goToRegion } from './regions';

beforeEach(() => {
  document.body.innerHTML = `
    <header data-region><button disabled>a</button><button>b</button></header>
    <aside data-region><p>nothing to stop at</p></aside>
    <main data-region><button>in front</button><div tabindex="0">stage</div></main>
    <footer data-region><input aria-label="last" /></footer>`;
});
afterEach(() => document.body.replaceChildren());

const where = () => document.activeElement?.textContent || document.activeElement?.getAttribute('aria-label');

it('goes to the first stop of each part that has one, round the end', () => {
  const seen = [1, 1, 1, 1].map((by) => {
    goToRegion(by as 1);
    return where();
  });

  expect(seen).toEqual(['b', 'stage', 'last', 'b']);
});

it('goes back, from wherever in a part the focus is, and begins at the last one', () => {
  goToRegion(-1);
  expect(where()).toBe('last');
  document.querySelector<HTMLElement>('main button')?.focus();
  goToRegion(-1);
  expect(where()).toBe('b');
  goToRegion(-1);
  expect(where()).toBe('last');
});
