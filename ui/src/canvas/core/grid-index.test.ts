import { describe, expect, it } from 'vitest';
import { GridIndex } from './grid-index';
import { intersects, type Rect } from './types';

const found = (index: GridIndex, area: Rect): string[] => {
  const ids: string[] = [];
  index.query(area, (id) => ids.push(id));
  return ids.sort();
};

describe('grid index', () => {
  it('agrees with a full scan through random puts, moves and removals', () => {
    const index = new GridIndex(600);
    const truth = new Map<string, Rect>();
    const random = generator(7);
    for (let step = 0; step < 3000; step++) {
      const id = `n${Math.floor(random() * 200)}`;
      if (random() < 0.2) {
        index.delete(id);
        truth.delete(id);
        continue;
      }
      const size = random() < 0.05 ? 20000 : 300;
      const rect = {
        x: random() * 8000 - 4000,
        y: random() * 8000 - 4000,
        width: random() * size,
        height: random() * size,
      };
      index.set(id, rect);
      truth.set(id, rect);
      if (step % 10 > 0) continue;
      const area = {
        x: random() * 8000 - 4000,
        y: random() * 8000 - 4000,
        width: random() * 3000,
        height: 900,
      };
      const expected = [...truth].filter(([, box]) => intersects(box, area)).map(([key]) => key);
      expect(found(index, area)).toEqual(expected.sort());
    }
    expect(index.size).toBe(truth.size);
  });

  it('reports an entry that spans many cells once', () => {
    const index = new GridIndex(100);
    index.set('wide', { x: 0, y: 0, width: 950, height: 950 });

    expect(found(index, { x: -50, y: -50, width: 2000, height: 2000 })).toEqual(['wide']);
  });

  it('finds an entry larger than any cell grid from a small area inside it', () => {
    const index = new GridIndex(100);
    index.set('huge', { x: -1e6, y: -1e6, width: 2e6, height: 2e6 });
    for (let at = 0; at < 40; at++) index.set(`small${at}`, { x: at * 500, y: 0, width: 10, height: 10 });

    expect(found(index, { x: 100, y: 100, width: 1, height: 1 })).toEqual(['huge']);
  });

  it('survives coordinates far outside any sane canvas', () => {
    const index = new GridIndex(600);
    index.set('far', { x: 1e15, y: -1e15, width: 10, height: 10 });

    expect(found(index, { x: 1e15, y: -1e15, width: 10, height: 10 })).toEqual(['far']);
  });
});

function generator(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 16807) % 2147483647) / 2147483647;
}
