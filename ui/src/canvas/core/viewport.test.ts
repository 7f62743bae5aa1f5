import { describe, expect, it } from 'vitest';
import * as viewport from './viewport';

const stage = { width: 1000, height: 800 };

describe('zoom', () => {
  it('18: keeps the world point under the pointer', () => {
    const before = { x: 37, y: -12, zoom: 0.8 };
    const at = { x: 640, y: 210 };

    const after = viewport.zoomAbout(before, at, 2);

    const [was, is] = [viewport.toWorld(before, at), viewport.toWorld(after, at)];
    expect(is.x).toBeCloseTo(was.x, 9);
    expect(is.y).toBeCloseTo(was.y, 9);
    expect(after.zoom).toBe(2);
  });

  it('18: stays within 10 and 400 per cent', () => {
    expect(viewport.clampZoom(0.01)).toBe(0.1);
    expect(viewport.clampZoom(9)).toBe(4);
    expect(viewport.clampZoom(Number.NaN)).toBe(1);
  });

  it('18: steps by 1.25 and 0.8 and comes back to exactly 100 per cent', () => {
    expect(viewport.stepZoom(1, 1)).toBe(1.25);
    expect(viewport.stepZoom(1, -1)).toBe(0.8);
    let zoom = 1;
    for (let step = 0; step < 5; step++) zoom = viewport.stepZoom(zoom, -1);
    for (let step = 0; step < 5; step++) zoom = viewport.stepZoom(zoom, 1);
    expect(zoom).toBe(1);
  });

  it('turns a mouse notch into one step and a touchpad pinch into a small factor', () => {
    const wheel = (deltaY: number, deltaMode = 0) =>
      viewport.wheelZoomFactor({ deltaX: 0, deltaY, deltaMode });
    expect(wheel(-120)).toBe(1.25);
    expect(wheel(100)).toBe(0.8);
    expect(wheel(3, 1)).toBe(0.8);
    expect(wheel(-4)).toBeCloseTo(1.0408, 4);
  });

  it('18: shows the overview below 50 per cent only', () => {
    expect(viewport.isOverview(0.5)).toBe(false);
    expect(viewport.isOverview(0.499)).toBe(true);
  });
});

describe('fit', () => {
  it('18: leaves five per cent free on each side of the tighter direction', () => {
    const view = viewport.fit({ x: 100, y: 50, width: 3600, height: 100 }, stage);

    expect(view.zoom).toBeCloseTo(0.25, 9);
    expect(viewport.toScreen(view, { x: 100, y: 0 }).x).toBeCloseTo(50, 0);
    expect(viewport.toScreen(view, { x: 3700, y: 0 }).x).toBeCloseTo(950, 0);
  });

  it('does not enlarge a small graph beyond 100 per cent, and centres it', () => {
    const view = viewport.fit({ x: 0, y: 0, width: 100, height: 100 }, stage);

    expect(view).toEqual({ x: 450, y: 350, zoom: 1 });
  });
});

describe('reveal', () => {
  const view = { x: 0, y: 0, zoom: 1 };

  it('does not move a view that already shows the node', () => {
    expect(viewport.reveal(view, stage, { x: 300, y: 300, width: 220, height: 64 }, 48)).toBe(view);
  });

  it('moves only as far as needed', () => {
    const next = viewport.reveal(view, stage, { x: 900, y: 300, width: 220, height: 64 }, 48);
    expect(next).toEqual({ x: -168, y: 0, zoom: 1 });
  });
});
