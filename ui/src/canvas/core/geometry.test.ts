import { describe, expect, it } from 'vitest';
import { TestNode } from './fixtures';
import * as geometry from './geometry';
import { containsPoint } from './types';

describe('ports', () => {
  it('sit in the middle of the sides when alone', () => {
    const node = new TestNode('a', 100, 200);
    expect(geometry.portPoint(node, 'in')).toEqual({ x: 100, y: 232 });
    expect(geometry.portPoint(node, 'out')).toEqual({ x: 320, y: 232 });
  });

  it('spread evenly over a side they share, or sit where the data says', () => {
    const ports = [
      { id: 'if', side: 'out' as const },
      { id: 'else', side: 'out' as const },
      { id: 'fixed', side: 'out' as const, at: 60 },
    ];
    const node = new TestNode('a', 0, 0, { ports, height: 80 });
    expect(geometry.portPoint(node, 'if')?.y).toBe(20);
    expect(geometry.portPoint(node, 'else')?.y).toBe(40);
    expect(geometry.portPoint(node, 'fixed')?.y).toBe(60);
  });

  it('are null when the node has no such port', () => {
    expect(geometry.portPoint(new TestNode('a', 0, 0), 'nowhere')).toBeNull();
  });
});

describe('edge curve', () => {
  const cases: [string, geometry.Curve][] = [
    ['forward', geometry.curveBetween({ x: 0, y: 0 }, { x: 300, y: 120 })],
    ['backward', geometry.curveBetween({ x: 0, y: 0 }, { x: -500, y: 80 })],
    ['steep', geometry.curveBetween({ x: 0, y: 0 }, { x: 30, y: 600 })],
  ];

  it.each(cases)('stays inside its bounds (%s)', (_, curve) => {
    const bounds = geometry.curveBounds(curve);
    for (let step = 0; step <= 50; step++) {
      expect(containsPoint(bounds, geometry.pointOnCurve(curve, step / 50))).toBe(true);
    }
  });

  it.each(cases)('is near its own points and far from others (%s)', (_, curve) => {
    expect(geometry.distanceToCurve(curve, geometry.pointOnCurve(curve, 0.37))).toBeLessThan(1.5);
    expect(geometry.distanceToCurve(curve, { x: 5000, y: 5000 })).toBeGreaterThan(4000);
  });

  it('is drawn with the tip of its arrow at the rim of the port', () => {
    const drawing = geometry.drawEdge(geometry.curveBetween({ x: 0, y: 0 }, { x: 300, y: 0 }));
    expect(drawing.at).toEqual({ x: 300, y: 0 });
    expect(geometry.ARROW).toMatch(new RegExp(`^M-${geometry.PORT_RADIUS} 0l`));
    // It begins at the rim of the other port, and ends under the arrow.
    expect(drawing.path).toBe(`M${-300 + geometry.PORT_RADIUS} 0H-11.5`);
  });

  it('gives the same line wherever both ends move together', () => {
    const here = geometry.drawEdge(geometry.curveBetween({ x: 0, y: 0 }, { x: 300, y: 50 }));
    const there = geometry.drawEdge(geometry.curveBetween({ x: 40, y: -30 }, { x: 340, y: 20 }));
    expect(there.path).toBe(here.path);
    expect(there.middle).toEqual(here.middle);
  });
});

it('snapping gives no negative zero', () => {
  expect(Object.is(geometry.snapToGrid({ x: -3, y: 4 }).x, 0)).toBe(true);
});
