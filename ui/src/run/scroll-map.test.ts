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

  it('takes what a quick wheel does between two frames for a distance, wherever it stands', () => {
    const scroll = map(5_000_000);
    scroll.scrolledTo(2_000_000);
    let track = scroll.settle();
    const { top } = scroll;
    // Without a rest between: the track is not put where the rows are.
    for (let turn = 0; turn < 500; turn += 1) scroll.scrolledTo((track += 120));
    scroll.scrolledTo(track + 1200);
    expect(scroll.top).toBe(top + 500 * 120 + 1200);
  });

  it('gets to either end by the wheel without a leap', () => {
    const count = 5_000_000;
    const scroll = map(count);
    for (const step of [-120, 120]) {
      let track = scroll.toShow(step < 0 ? 400 : count - 400);
      for (let turn = 0; turn < 200; turn += 1) {
        const { top } = scroll;
        track = Math.min(Math.max(0, track + step), TALLEST - 300);
        scroll.scrolledTo(track);
        expect(Math.abs(scroll.top - top)).toBeLessThanOrEqual(120);
        track = scroll.settle();
      }
      const { first, last } = scroll.visible(count, 0);
      expect(step < 0 ? first : last).toBe(step < 0 ? 0 : count - 1);
    }
  });

  it('means the same place by the thumb wherever it came from', () => {
    const scroll = map(5_000_000);
    const places = [60_000, 7_950_000, 4_000_000, 2_500_000].map((track) => {
      scroll.scrolledTo(0);
      scroll.scrolledTo(track);
      return scroll.top;
    });
    expect(places.map((top) => Math.round(top / 1e6))).toEqual([1, 149, 75, 47]);
    expect(scroll.settle()).toBe(2_500_000);
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
