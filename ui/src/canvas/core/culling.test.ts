import { describe, expect, it } from 'vitest';
import { Culling, EDGES_PER_FRAME, MARGIN, NODES_PER_FRAME } from './culling';
import { TestNode, testEdge, testScene } from './fixtures';

const VIEW = { x: 0, y: 0, width: 1000, height: 800 };

function grid(columns: number, rows: number) {
  const scene = testScene({});
  for (let column = 0; column < columns; column++) {
    for (let row = 0; row < rows; row++) {
      scene.putNode(new TestNode(`${column},${row}`, column * 300, row * 120));
      if (column > 0) scene.putEdge(testEdge(`${column - 1},${row}`, `${column},${row}`));
    }
  }
  return scene;
}

function settle(culling: Culling): number {
  let frames = 0;
  while (culling.isWaiting) {
    culling.mountSlice();
    frames += 1;
  }
  return frames;
}

describe('culling', () => {
  it('mounts in slices of 24 nodes and 40 edges a frame', () => {
    const culling = new Culling(grid(60, 60));
    culling.follow({ x: 0, y: 0, width: 4000, height: 3000 });

    culling.mountSlice();

    expect(culling.nodes.size).toBe(NODES_PER_FRAME);
    expect(culling.edges.size).toBe(EDGES_PER_FRAME);
  });

  it('mounts the middle of the view first', () => {
    const culling = new Culling(grid(60, 60));
    culling.follow({ x: 0, y: 0, width: 4000, height: 3000 });

    culling.mountSlice();

    // 24 nodes around the middle of a 300 × 120 grid all lie within a few columns of it.
    const columns = [...culling.nodes].map((id) => Number(id.split(',')[0]));
    expect(Math.min(...columns)).toBeGreaterThan(4);
    expect(Math.max(...columns)).toBeLessThan(9);
  });

  it('never mounts more than the view and its margin hold, whatever the size of the graph', () => {
    const culling = new Culling(grid(80, 80));
    culling.follow(VIEW);
    settle(culling);

    const widest = Math.ceil((1000 * (1 + 2 * MARGIN) + 220 + 28) / 300) + 1;
    const highest = Math.ceil((800 * (1 + 2 * MARGIN) + 64 + 28) / 120) + 1;
    expect(culling.nodes.size).toBeLessThanOrEqual(widest * highest);
    expect(culling.nodes.size).toBeGreaterThan(20);
  });

  it('asks the index again only after half of the margin is used up', () => {
    const culling = new Culling(grid(80, 80));
    culling.follow(VIEW);
    const before = culling.covered;

    culling.follow({ ...VIEW, x: 45 });
    expect(culling.covered).toBe(before);

    culling.follow({ ...VIEW, x: 55 });
    expect(culling.covered).not.toBe(before);
  });

  it('keeps what zooming in left outside until the view rests', () => {
    const culling = new Culling(grid(80, 80));
    culling.follow(VIEW);
    settle(culling);
    const many = culling.nodes.size;
    const close = { x: 300, y: 300, width: 300, height: 240 };

    expect(culling.follow(close)).toBe(false);
    expect(culling.nodes.size).toBe(many);
    expect(culling.settle(close)).toBe(true);
    expect(culling.nodes.size).toBe(many);
    culling.mountSlice();
    expect(culling.nodes.size).toBeGreaterThanOrEqual(many - NODES_PER_FRAME);
    settle(culling);
    expect(culling.nodes.size).toBeLessThan(many / 2);
    expect(culling.settle(close)).toBe(false);
  });

  it('holds a bounded number however far a pan goes', () => {
    const culling = new Culling(grid(80, 80));
    let most = 0;
    for (let x = 0; x < 20_000; x += 50) {
      culling.follow({ ...VIEW, x });
      settle(culling);
      most = Math.max(most, culling.nodes.size);
    }

    const share = 1 + 2 * MARGIN;
    const widest = Math.ceil((1000 * share + 248) / 300) + 1;
    const highest = Math.ceil((800 * share + 92) / 120) + 1;
    expect(most).toBeLessThanOrEqual(widest * highest);
  });

  it('mounts and unmounts single nodes and their edges as they move', () => {
    const scene = testScene({ a: [100, 100], b: [500, 100] }, ['a>b']);
    const culling = new Culling(scene);
    culling.follow(VIEW);
    settle(culling);

    const b = scene.nodes.get('b') as TestNode;
    b.x = 9000;
    scene.nodeChanged('b');

    expect(culling.touchNode('b')).toBe(true);
    expect(culling.touchEdge('a>b')).toBe(false);
    expect([...culling.nodes]).toEqual(['a']);
    expect([...culling.edges]).toEqual(['a>b']);
  });

  it('keeps a pinned node wherever the view goes', () => {
    const culling = new Culling(grid(80, 80));
    culling.follow(VIEW);
    settle(culling);
    culling.pin('0,0');

    culling.follow({ ...VIEW, x: 9000 });
    settle(culling);
    expect(culling.nodes.has('0,0')).toBe(true);

    culling.unpin('0,0');
    expect(culling.nodes.has('0,0')).toBe(false);
  });

  it('unmounts everything for the overview', () => {
    const culling = new Culling(grid(5, 5));
    culling.follow(VIEW);
    settle(culling);

    expect(culling.dismiss()).toBe(true);
    expect(culling.nodes.size + culling.edges.size).toBe(0);
  });
});
