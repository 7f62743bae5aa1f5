// Checks that every row can be reached, by small moves and large ones, however many there are.
import { describe, expect, it } from 'vitest';
import { ScrollMap, TALLEST } from './scroll-map';

const map = (count: number) => {
  const scroll = new ScrollMap(30);
  scroll.resize(count, 300);
  return scroll;
};

describe('the track', () => {
  it('is as high as the rows while they fit', () => {
    const scroll = map(1000);
    expect(scroll.height).toBe(30_000);
    scroll.scrolledTo(12_345);
    expect(scroll.top).toBe(12_345);
    expect(scroll.settle()).toBe(12_345);
    expect(scroll.visible(1000, 2)).toEqual({ first: 409, last: 423 });
  });

  it('is never higher than engines lay out, and still reaches the last of five million rows', () => {
    const count = 5_000_000;
    const scroll = map(count);
    expect(scroll.height).toBe(TALLEST);
    scroll.scrolledTo(TALLEST - 300);
    expect(scroll.visible(count, 0).last).toBe(count - 1);
    scroll.scrolledTo(0);
    expect(scroll.top).toBe(0);
  });

  it('takes small moves as they are and large ones in proportion', () => {
    const scroll = map(5_000_000);
    scroll.scrolledTo(4_000_000);
    expect(Math.abs(scroll.top / 150_000_000 - 0.5)).toBeLessThan(0.001);
    const { top } = scroll;
    scroll.scrolledTo(4_000_100);
    expect(scroll.top).toBe(top + 100);
    scroll.scrolledTo(4_000_050);
    expect(scroll.top).toBe(top + 50);
  });

  it('shows any row when asked to, and going on by keys from there is exact', () => {
    const count = 5_000_000;
    const scroll = map(count);
    for (const index of [count - 1, 0, 2_500_000, 2_500_001, 2_500_020, 7]) {
      const track = scroll.toShow(index);
      expect(track).toBeGreaterThanOrEqual(0);
      expect(track).toBeLessThanOrEqual(TALLEST - 300);
      scroll.scrolledTo(track);
      expect(scroll.place(index)).toBeGreaterThanOrEqual(0);
      expect(scroll.place(index)).toBeLessThanOrEqual(270);
    }
  });

  it('keeps its place when more rows come', () => {
    const scroll = map(100);
    scroll.scrolledTo(600);
    scroll.resize(400_000, 300);
    scroll.scrolledTo(scroll.settle());
    expect(scroll.place(20)).toBeCloseTo(0);
  });
});
