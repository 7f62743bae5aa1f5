import { describe, expect, it } from 'vitest';
import { TestNode, testEdge, testScene } from './fixtures';
import { hitTest } from './hit-test';
import { boundsOf } from './scene';

const edgesIn = (scene: ReturnType<typeof testScene>, x: number, y: number): string[] => {
  const ids: string[] = [];
  scene.edgesIn({ x, y, width: 1, height: 1 }, (edge) => ids.push(edge.id));
  return ids;
};

describe('scene', () => {
  it('removes the edges of a removed node and says which', () => {
    const scene = testScene({ a: [0, 0], b: [400, 0], c: [800, 0] }, ['a>b', 'b>c']);

    expect(scene.removeNode('b').sort()).toEqual(['a>b', 'b>c']);
    expect([...scene.edges.keys()]).toEqual([]);
    expect(edgesIn(scene, 300, 32)).toEqual([]);
  });

  it('keeps an edge without its node, and places it as soon as the node arrives', () => {
    const scene = testScene({ a: [0, 0] }, ['a>b']);
    expect(edgesIn(scene, 300, 32)).toEqual([]);

    scene.putNode(new TestNode('b', 400, 0));

    expect(edgesIn(scene, 300, 32)).toEqual(['a>b']);
  });

  it('moves edges with their nodes', () => {
    const scene = testScene({ a: [0, 0], b: [400, 0] }, ['a>b']);
    const b = scene.nodes.get('b') as TestNode;
    b.y = 2000;
    scene.nodeChanged('b');

    expect(edgesIn(scene, 310, 1000)).toEqual(['a>b']);
    expect(scene.bounds()).toEqual({ x: 0, y: 0, width: 620, height: 2064 });
  });

  it('keeps the same bounds as one that looks at every node', () => {
    const scene = testScene({ a: [0, 0], b: [400, 300], c: [200, 150] });
    const [b, c] = ['b', 'c'].map((id) => scene.nodes.get(id) as TestNode) as [TestNode, TestNode];
    const move = (node: TestNode, x: number, y: number): void => {
      Object.assign(node, { x, y });
      scene.nodeChanged(node.id);
      expect(scene.bounds()).toEqual(boundsOf(scene.nodes.values()));
    };

    expect(scene.bounds()).toEqual(boundsOf(scene.nodes.values()));
    move(c, 100, 100);
    move(c, 900, 100);
    move(c, 210, 160);
    move(b, 300, 200);
    for (const id of ['c', 'b', 'a']) {
      scene.removeNode(id);
      expect(scene.bounds()).toEqual(boundsOf(scene.nodes.values()));
    }
  });

  it('has no bounds when empty', () => {
    expect(testScene({}).bounds()).toBeNull();
  });
});

describe('hit test', () => {
  const scene = testScene({ a: [0, 0], b: [400, 0], over: [100, 20] }, ['a>b']);
  const at = (x: number, y: number, zoom = 1) => hitTest(scene, { x, y }, { zoom });

  it('prefers a port to its card and reaches generously outside it', () => {
    expect(at(402, 33)).toEqual({ kind: 'port', port: { node: 'b', port: 'in' }, side: 'in' });
    expect(at(390, 32)).toMatchObject({ kind: 'port', side: 'in' });
    expect(at(440, 32)).toEqual({ kind: 'node', id: 'b' });
  });

  it('keeps the inside of a card for dragging however far the view is zoomed out', () => {
    expect(at(425, 32, 0.4)).toEqual({ kind: 'node', id: 'b' });
  });

  it('takes the topmost of two cards: the later one, or the selected one', () => {
    expect(at(150, 50)).toEqual({ kind: 'node', id: 'over' });
    const a = scene.nodes.get('a') as TestNode;
    a.selected = true;
    expect(at(150, 50)).toEqual({ kind: 'node', id: 'a' });
    a.selected = false;
  });

  it('finds an edge within a few pixels, and nothing beyond', () => {
    const lone = testScene({ a: [0, 0], b: [600, 200] }, ['a>b']);
    const middle = { x: (220 + 600) / 2, y: (32 + 232) / 2 };
    expect(hitTest(lone, { x: middle.x, y: middle.y + 4 }, { zoom: 1 })).toEqual({ kind: 'edge', id: 'a>b' });
    expect(hitTest(lone, { x: middle.x, y: middle.y + 40 }, { zoom: 1 })).toEqual({ kind: 'empty' });
  });

  it('knows no ports in the overview', () => {
    expect(hitTest(scene, { x: 402, y: 33 }, { zoom: 0.2, withoutPorts: true })).toEqual({
      kind: 'node',
      id: 'b',
    });
  });

  it('finds the ports of a gateway by their rows', () => {
    const ports = [
      { id: 'if', side: 'out' as const, at: 40 },
      { id: 'else', side: 'out' as const, at: 62 },
    ];
    const gateway = testScene({});
    gateway.putNode(new TestNode('g', 0, 0, { ports, height: 90 }));
    gateway.putEdge(testEdge('g', 'x', 'else'));
    expect(hitTest(gateway, { x: 222, y: 55 }, { zoom: 1 })).toMatchObject({ port: { port: 'else' } });
  });
});
