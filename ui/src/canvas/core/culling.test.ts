import { describe, expect, it } from 'vitest';
import { Culling, EDGES_PER_FRAME, KEPT, MARGIN, NODES_PER_FRAME } from './culling';
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

  it('never mounts more than 1.3 × 1.3 views hold, whatever the size of the graph', () => {
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

    culling.follow({ ...VIEW, x: 60 });
    expect(culling.covered).toBe(before);

    culling.follow({ ...VIEW, x: 90 });
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
    settle(culling);
    expect(culling.nodes.size).toBeLessThan(many / 2);
  });

  it('keeps what a pan leaves behind near the view until it rests, and then lets it go by slices', () => {
    const culling = new Culling(grid(80, 80));
    culling.follow(VIEW);
    settle(culling);
    const atRest = culling.nodes.size;
    const beside = { ...VIEW, x: 700 };

    culling.follow(beside);
    settle(culling);
    expect(culling.nodes.has('0,0')).toBe(true);

    const roomy = culling.nodes.size;
    expect(culling.settle(beside)).toBe(true);
    expect(culling.nodes.size).toBe(roomy);
    culling.mountSlice();
    expect(culling.nodes.size).toBeLessThan(roomy);
    expect(culling.nodes.size).toBeGreaterThanOrEqual(roomy - NODES_PER_FRAME);
    settle(culling);
    expect(culling.nodes.has('0,0')).toBe(false);
    expect(culling.nodes.size).toBeLessThanOrEqual(atRest * 1.4);
    expect(culling.settle(beside)).toBe(false);
  });

  it('comes back to what it left without mounting it again', () => {
    const culling = new Culling(grid(80, 80));
    culling.follow(VIEW);
    settle(culling);
    culling.follow({ ...VIEW, x: 500 });
    settle(culling);
    culling.settle({ ...VIEW, x: 500 });

    culling.follow(VIEW);

    expect(culling.isWaiting).toBe(false);
  });

  it('holds a bounded number however far a pan goes', () => {
    const culling = new Culling(grid(80, 80));
    let most = 0;
    for (let x = 0; x < 20_000; x += 50) {
      culling.follow({ ...VIEW, x });
      settle(culling);
      most = Math.max(most, culling.nodes.size);
    }

    const share = 1 + 2 * KEPT;
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
