import { beforeEach, describe, expect, it } from 'vitest';
import { pointer, testEdge, TestHost, TestNode, testScene } from './fixtures';
import type { PointerSample } from './gesture';
import { Gestures } from './gestures';

let host: TestHost;
let gestures: Gestures;

beforeEach(() => {
  host = new TestHost(testScene({ a: [100, 100], b: [500, 100], c: [500, 300] }, ['a>b']));
  gestures = new Gestures(host);
});

function drag(from: [number, number], to: [number, number], more: Partial<PointerSample> = {}): void {
  gestures.down(pointer(...from, more));
  gestures.move(pointer((from[0] + to[0]) / 2, (from[1] + to[1]) / 2, more));
  gestures.move(pointer(...to, more));
  gestures.up(pointer(...to, more));
}

function click(x: number, y: number, more: Partial<PointerSample> = {}): void {
  gestures.down(pointer(x, y, more));
  gestures.up(pointer(x, y, more));
}

const place = (id: string): [number, number] => {
  const node = host.scene.nodes.get(id) as TestNode;
  return [node.x, node.y];
};

describe('selecting', () => {
  it('a click takes one node, Ctrl or Shift toggle more, a click on nothing clears', () => {
    click(200, 130);
    expect(host.picked.nodes).toEqual(['a']);
    click(600, 130, { ctrl: true });
    click(600, 330, { shift: true });
    expect(host.picked.nodes).toEqual(['a', 'b', 'c']);
    click(600, 130, { ctrl: true });
    expect(host.picked.nodes).toEqual(['a', 'c']);
    click(50, 700);
    expect(host.picked).toEqual({ nodes: [], edges: [] });
  });

  it('a click on one of several selected nodes leaves it alone', () => {
    host.select({ nodes: ['a', 'b'], edges: [] });
    click(200, 130);
    expect(host.picked.nodes).toEqual(['a']);
  });

  it('a click near an edge selects it', () => {
    click(410, 135);
    expect(host.picked).toEqual({ nodes: [], edges: ['a>b'] });
  });

  it('10: Shift-drag on nothing lassos the nodes wholly inside, and keeps the others', () => {
    host.select({ nodes: ['c'], edges: [] });
    gestures.down(pointer(60, 60, { shift: true }));
    gestures.move(pointer(760, 200, { shift: true }));
    expect(host.lasso).toEqual({ x: 60, y: 60, width: 700, height: 140 });
    expect(host.picked.nodes).toEqual(['c', 'a', 'b']);

    gestures.move(pointer(400, 200, { shift: true }));
    gestures.up(pointer(400, 200, { shift: true }));
    expect(host.picked.nodes).toEqual(['c', 'a']);
    expect(host.lasso).toBeNull();
  });

  it('the right button takes what lies under it without starting a gesture', () => {
    host.select({ nodes: ['a', 'b'], edges: [] });
    gestures.down(pointer(200, 130, { button: 2 }));
    expect(host.picked.nodes).toEqual(['a', 'b']);
    gestures.down(pointer(600, 330, { button: 2 }));
    expect(host.picked.nodes).toEqual(['c']);
    expect(gestures.isBusy).toBe(false);
  });
});

describe('dragging nodes', () => {
  it('moves the pressed node on the grid and drops once', () => {
    drag([200, 130], [233, 178]);
    expect(host.dropped).toEqual([{ id: 'a', x: 130, y: 150 }]);
    expect(host.log.filter((entry) => entry === 'drop')).toHaveLength(1);
  });

  it('takes the whole selection along at unchanged distances', () => {
    host.select({ nodes: ['a', 'b'], edges: [] });
    drag([200, 130], [200, 600]);
    expect(host.dropped).toEqual([
      { id: 'a', x: 100, y: 570 },
      { id: 'b', x: 500, y: 570 },
    ]);
  });

  it('moves a node that is not selected alone, and selects it', () => {
    host.select({ nodes: ['b'], edges: [] });
    drag([200, 130], [200, 600]);
    expect(host.dropped.map(({ id }) => id)).toEqual(['a']);
    expect(host.picked.nodes).toEqual(['a']);
  });

  it('9: rests on the line of a neighbour and shows it', () => {
    gestures.down(pointer(200, 130));
    gestures.move(pointer(200, 334));
    expect(place('a')).toEqual([100, 300]);
    expect(host.guides.map(({ axis }) => axis)).toContain('y');
    gestures.up(pointer(200, 334));
    expect(host.guides).toEqual([]);
  });

  it('9: ignores the grid while Ctrl is held', () => {
    gestures.down(pointer(200, 130));
    gestures.move(pointer(203, 207));
    gestures.up(pointer(203, 207, { ctrl: true }));
    expect(host.dropped).toEqual([{ id: 'a', x: 103, y: 177 }]);
  });

  it('follows the pointer at any zoom', () => {
    host.view = { x: 0, y: 0, zoom: 0.5 };
    drag([100, 65], [150, 265]);
    expect(place('a')).toEqual([200, 500]);
  });

  it('puts everything back on cancel and drops nothing', () => {
    gestures.down(pointer(200, 130));
    gestures.move(pointer(400, 500));
    expect(place('a')).not.toEqual([100, 100]);

    expect(gestures.cancel()).toBe(true);

    expect(place('a')).toEqual([100, 100]);
    expect(host.log).not.toContain('drop');
  });

  it('does not drop when the node ends where it was', () => {
    gestures.down(pointer(200, 130));
    gestures.move(pointer(300, 130));
    gestures.move(pointer(200, 130));
    gestures.up(pointer(200, 130));
    expect(host.log).not.toContain('drop');
  });

  it('takes a trembling hand for a click', () => {
    drag([200, 130], [202, 131]);
    expect(place('a')).toEqual([100, 100]);
    expect(host.picked.nodes).toEqual(['a']);
  });

  it('pans instead when the document is read-only', () => {
    host.isReadonly = true;
    drag([200, 130], [260, 150]);
    expect(place('a')).toEqual([100, 100]);
    expect(host.view).toEqual({ x: 60, y: 20, zoom: 1 });
  });
});

describe('panning', () => {
  it.each([
    ['a drag on nothing', {}, [50, 700]],
    ['the middle button anywhere', { button: 1 }, [200, 130]],
  ] as const)('follows %s', (_, more, from) => {
    drag([...from], [from[0] + 30, from[1] - 40], more);
    expect(host.view).toEqual({ x: 30, y: -40, zoom: 1 });
    expect(place('a')).toEqual([100, 100]);
  });

  it('follows any press while Space is held', () => {
    gestures.isPanKeyHeld = true;
    drag([200, 130], [230, 90]);
    expect(host.view).toEqual({ x: 30, y: -40, zoom: 1 });
    expect(host.picked.nodes).toEqual([]);
  });

  it('pans by itself while a node is held at the border, and the node keeps up', () => {
    gestures.down(pointer(200, 130));
    gestures.move(pointer(995, 400));
    const [before] = place('a');

    expect(gestures.tick(100)).toBe(true);

    expect(host.view.x).toBeLessThan(0);
    expect(place('a')[0]).toBeGreaterThan(before);
    gestures.move(pointer(500, 400));
    expect(gestures.tick(100)).toBe(false);
  });

  it('two fingers pan and zoom about their middle', () => {
    const finger = (id: number, x: number, y: number) => pointer(x, y, { id, isTouch: true });
    gestures.down(finger(1, 400, 400));
    gestures.down(finger(2, 600, 400));
    gestures.move(finger(1, 300, 400));
    gestures.move(finger(2, 700, 400));

    expect(host.view.zoom).toBe(2);
    expect(host.view.x).toBe(-500);
    expect(host.gesture).toBe('pinch');
  });
});

describe('connecting', () => {
  const wireFrom = (x: number, y: number, tx: number, ty: number): void => {
    gestures.down(pointer(x, y));
    gestures.move(pointer(tx, ty));
  };

  it('from an output to an input', () => {
    drag([320, 132], [500, 332]);
    expect(host.log).toContain('connect a.out>c.in');
    expect(host.wire).toBeNull();
  });

  it('from an input back to an output keeps the direction of the edge', () => {
    drag([500, 332], [320, 132]);
    expect(host.log).toContain('connect a.out>c.in');
  });

  it('a release on a card takes its first port that accepts', () => {
    wireFrom(320, 132, 600, 330);
    expect(host.wire).toMatchObject({ target: 'c', refusal: null, end: { x: 500, y: 332 } });
    gestures.up(pointer(600, 330));
    expect(host.log).toContain('connect a.out>c.in');
  });

  it('shows why a target refuses and does not connect there', () => {
    host.verdict = () => 'no way in';
    wireFrom(320, 132, 600, 330);
    expect(host.wire).toMatchObject({ target: 'c', refusal: 'no way in' });
    gestures.up(pointer(600, 330));
    expect(host.log.some((entry) => entry.startsWith('connect'))).toBe(false);
  });

  it('says why a node without a fitting port refuses', () => {
    host.scene.putNode(new TestNode('only-out', 100, 500, { ports: [{ id: 'out', side: 'out' }] }));
    wireFrom(320, 132, 200, 530);
    expect(host.wire).toMatchObject({ target: 'only-out', refusal: 'no port in' });
  });

  it('asks once per target however long the pointer stays', () => {
    wireFrom(320, 132, 600, 330);
    for (let step = 0; step < 5; step++) gestures.move(pointer(600 + step, 330));
    expect(host.log.filter((entry) => entry.startsWith('ask'))).toEqual(['ask a.out>c.in']);
  });

  it('3: a release on nothing asks for a new node at that place', () => {
    drag([320, 132], [400, 600]);
    expect(host.log).toContain('add 400,600 from a');
  });

  it('a release on its own card does nothing', () => {
    drag([320, 132], [200, 130]);
    expect(host.log.filter((entry) => !entry.startsWith('focus'))).toEqual([]);
  });

  it('never begins in a read-only document', () => {
    host.isReadonly = true;
    drag([320, 132], [500, 332]);
    expect(host.log.some((entry) => entry.startsWith('connect'))).toBe(false);
  });
});

describe('double click', () => {
  it('opens a node', () => {
    click(200, 130, { time: 0 });
    click(201, 130, { time: 200 });
    expect(host.log).toContain('activate a');
  });

  it('on nothing asks for a new node', () => {
    click(50, 700, { time: 0 });
    click(50, 700, { time: 200 });
    expect(host.log).toContain('add 50,700');
  });

  it('needs both clicks close in time and place', () => {
    click(200, 130, { time: 0 });
    click(200, 130, { time: 900 });
    click(600, 130, { time: 1000 });
    expect(host.log.some((entry) => entry.startsWith('activate'))).toBe(false);
  });
});

describe('groups and notes', () => {
  beforeEach(() => {
    host = new TestHost(testScene({}));
    gestures = new Gestures(host);
  });

  const group = () => new TestNode('g', 0, 0, { shape: 'group', width: 400, height: 300, ports: [] });

  it('23: a group takes along what stands wholly inside', () => {
    host.scene.putNode(group());
    host.scene.putNode(new TestNode('in', 40, 60));
    host.scene.putNode(new TestNode('half', 300, 60));
    gestures.down(pointer(10, 10));
    gestures.move(pointer(40, 20, { ctrl: true }));
    gestures.up(pointer(40, 20, { ctrl: true }));
    expect(host.dropped.map(({ id, x, y }) => `${id} ${x},${y}`)).toEqual(['g 30,10', 'in 70,70']);
  });

  it('the inside of a group belongs to the canvas, a node in it to itself', () => {
    host.scene.putNode(new TestNode('in', 40, 60));
    host.scene.putNode(group());
    gestures.down(pointer(100, 200));
    gestures.move(pointer(140, 200));
    expect(host.gesture).toBe('pan');
    gestures.cancel();
    gestures.down(pointer(60, 80));
    expect(host.picked.nodes).toEqual(['in']);
  });

  it('its corner resizes it, to the grid and never to nothing', () => {
    host.scene.putNode(group());
    gestures.down(pointer(395, 295));
    gestures.move(pointer(452, 0));
    expect(host.size).toEqual({ width: 460, height: 80 });
    gestures.up(pointer(452, 0));
    expect(host.log).toContain('size g 460x80');
  });
});

describe('a node on an edge', () => {
  beforeEach(() => {
    host = new TestHost(testScene({}));
    gestures = new Gestures(host);
  });

  it('2: goes into it when it has no edge of its own', () => {
    host.scene.putNode(new TestNode('a', 0, 400));
    host.scene.putNode(new TestNode('b', 700, 400));
    host.scene.putEdge(testEdge('a', 'b'));
    host.scene.putNode(new TestNode('loose', 300, 600));
    gestures.down(pointer(310, 610));
    gestures.move(pointer(360, 412, { ctrl: true }));
    expect(host.spliceEdge).toBe('a>b');
    gestures.up(pointer(360, 412, { ctrl: true }));
    expect(host.log).toContain('splice loose into a>b');
    expect(host.spliceEdge).toBeNull();
  });

  it('that is connected already only moves', () => {
    host.scene.putNode(new TestNode('a', 0, 400));
    host.scene.putNode(new TestNode('b', 700, 400));
    host.scene.putNode(new TestNode('c', 300, 600));
    host.scene.putEdge(testEdge('a', 'b'));
    host.scene.putEdge(testEdge('a', 'c'));
    gestures.down(pointer(310, 610));
    gestures.move(pointer(360, 412, { ctrl: true }));
    gestures.up(pointer(360, 412, { ctrl: true }));
    expect(host.log).toContain('drop');
  });
});

describe('the end of an edge', () => {
  beforeEach(() => {
    host = new TestHost(testScene({}));
    gestures = new Gestures(host);
  });

  it('is led to another node by the end nearer to the pointer', () => {
    host.scene.putNode(new TestNode('a', 0, 400));
    host.scene.putNode(new TestNode('b', 700, 400));
    host.scene.putNode(new TestNode('c', 700, 600));
    host.scene.putEdge(testEdge('a', 'b'));
    gestures.down(pointer(650, 432));
    gestures.move(pointer(710, 620));
    gestures.up(pointer(710, 620));
    expect(host.log.filter((entry) => entry.startsWith('lead'))).toEqual(['lead a>b to c']);
  });

  it('released on nothing or where it was stays', () => {
    host.scene.putNode(new TestNode('a', 0, 400));
    host.scene.putNode(new TestNode('b', 700, 400));
    host.scene.putEdge(testEdge('a', 'b'));
    for (const end of [pointer(500, 700), pointer(720, 432)]) {
      gestures.down(pointer(650, 432));
      gestures.move(end);
      gestures.up(end);
    }
    expect(host.log.filter((entry) => /^(lead|add|connect)/.test(entry))).toEqual([]);
  });
});

describe('a slice', () => {
  it('7: Alt-drag cuts every connection it crosses, in one edit', () => {
    host.scene.putEdge(testEdge('a', 'c'));
    gestures.down(pointer(410, 40, { alt: true }));
    gestures.move(pointer(411, 120, { alt: true }));
    expect(host.slice?.edges).toEqual([]);
    gestures.move(pointer(410, 320, { alt: true }));
    expect(host.gesture).toBe('slice');
    expect([...(host.slice?.edges ?? [])].sort()).toEqual(['a>b', 'a>c']);
    gestures.up(pointer(410, 320, { alt: true }));
    expect(host.log.filter((entry) => entry.startsWith('cut'))).toEqual(['cut a>b a>c']);
    expect(host.slice).toBeNull();
  });

  it('7: that crosses nothing, is cancelled, or is drawn in a read-only document cuts nothing', () => {
    drag([410, 400], [600, 700], { alt: true });
    gestures.down(pointer(410, 40, { alt: true }));
    gestures.move(pointer(410, 320, { alt: true }));
    gestures.cancel();
    host.isReadonly = true;
    drag([410, 40], [410, 320], { alt: true });
    expect(host.log.filter((entry) => entry.startsWith('cut'))).toEqual([]);
  });

  it('leaves a connection alone that only begins beside the line', () => {
    drag([410, 40], [410, 100], { alt: true });
    expect(host.log.filter((entry) => entry.startsWith('cut'))).toEqual([]);
  });
});

describe('chain wiring', () => {
  const ctrl = { ctrl: true };
  const connected = () => host.log.filter((entry) => /^(connect|add)/.test(entry));

  it('4: with Ctrl held, a click on a port and one on each target connect one after the other', () => {
    host.scene.removeEdge('a>b');
    click(320, 132, ctrl);
    expect(host.gesture).toBe('connect');
    gestures.move(pointer(600, 132, ctrl));
    expect(host.wire?.target).toBe('b');
    click(600, 132, ctrl);
    expect(connected()).toEqual(['connect a.out>b.in']);
    // The next wire starts at what was just connected, without another press on a port.
    gestures.move(pointer(600, 332, ctrl));
    expect(host.wire).toMatchObject({ from: { node: 'b', port: 'out' }, target: 'c' });
    click(600, 332);
    expect(connected()).toEqual(['connect a.out>b.in', 'connect b.out>c.in']);
    expect([host.gesture, host.wire]).toEqual(['none', null]);
  });

  it('4: Escape ends the chain, and so does a click on nothing, which asks for a node there', () => {
    click(320, 132, ctrl);
    gestures.move(pointer(400, 600, ctrl));
    expect(host.wire?.isOpen).toBe(true);
    expect(gestures.cancel()).toBe(true);
    expect(host.wire).toBeNull();
    click(320, 132, ctrl);
    click(400, 600, ctrl);
    expect(connected()).toEqual(['add 400,600 from a']);
    expect(gestures.isBusy).toBe(false);
  });
});

describe('the space tool', () => {
  beforeEach(() => {
    gestures.tool = 'space';
  });

  it('8: a drag to the right moves what begins beyond the line, a drag down what begins below', () => {
    gestures.down(pointer(400, 700));
    gestures.move(pointer(452, 704));
    expect(host.space).toEqual({ axis: 'x', at: 400, by: 50 });
    expect([place('a'), place('b'), place('c')]).toEqual([
      [100, 100],
      [550, 100],
      [550, 300],
    ]);
    gestures.up(pointer(452, 704));
    drag([800, 250], [803, 331]);
    expect(host.log.filter((entry) => entry.startsWith('space'))).toEqual([
      'space x 400 50',
      'space y 250 80',
    ]);
    expect([place('b'), place('c')]).toEqual([
      [550, 100],
      [550, 380],
    ]);
  });

  it('8: closing stops before a node would lie on one that stays', () => {
    drag([400, 700], [100, 700]);
    expect(host.log).toContain('space x 400 -170');
    expect(place('b')).toEqual([330, 100]);
  });

  it('8: with Shift only the chain of what was pressed moves', () => {
    drag([600, 330], [660, 330], { shift: true });
    expect(host.dropped).toEqual([{ id: 'c', x: 560, y: 300 }]);
    host.dropped = [];
    drag([410, 132], [470, 132], { shift: true });
    expect(host.dropped).toEqual([{ id: 'b', x: 560, y: 100 }]);
  });

  it('8: a frame that the line goes through grows, and everything returns on cancel', () => {
    const frame = new TestNode('g', 60, 60, { shape: 'group', width: 800, height: 400, ports: [] });
    host.scene.putNode(frame);
    gestures.down(pointer(400, 700));
    gestures.move(pointer(460, 700));
    expect(host.size).toEqual({ width: 860, height: 400 });
    gestures.cancel();
    expect(host.size).toEqual({ width: 800, height: 400 });
    expect(place('b')).toEqual([500, 100]);
  });
});

describe('the hand', () => {
  it('pans wherever it is pressed', () => {
    gestures.tool = 'hand';
    drag([200, 130], [240, 150]);
    expect(host.view).toEqual({ x: 40, y: 20, zoom: 1 });
    expect(place('a')).toEqual([100, 100]);
  });
});

describe('a drag onto a child flow', () => {
  it('moves the nodes into it; onto itself it only moves', () => {
    host.scene.putNode(new TestNode('flow', 500, 500, { shape: 'stack' }));
    host.select({ nodes: ['a', 'b'], edges: [] });
    gestures.down(pointer(200, 130));
    gestures.move(pointer(600, 530));
    expect(host.into).toBe('flow');
    gestures.up(pointer(600, 530));
    expect(host.log).toContain('into flow: a b');
    expect(host.log).not.toContain('drop');
    expect(host.into).toBeNull();
    drag([600, 510], [620, 530]);
    expect(host.log.filter((entry) => entry.startsWith('into'))).toHaveLength(1);
  });
});

describe('an end that is led where it may not be', () => {
  it('says why beside the pointer, and stays', () => {
    host = new TestHost(testScene({ a: [0, 400], b: [700, 400], c: [700, 600] }, ['a>b']));
    gestures = new Gestures(host);
    const asked: (string | undefined)[] = [];
    host.verdict = (_from, to, edge) => {
      asked.push(edge);
      return to.node === 'c' ? 'it would go in a circle' : true;
    };
    gestures.down(pointer(650, 432));
    gestures.move(pointer(710, 632));
    expect(host.wire?.refusal).toBe('it would go in a circle');
    expect(asked).toEqual(['a>b']);
    gestures.up(pointer(710, 632));
    expect(host.log.filter((entry) => /^(lead|connect)/.test(entry))).toEqual([]);
  });

  it('asks again while nobody knows', () => {
    const answers = [null, null, 'taken'];
    host.verdict = () => (answers.length > 0 ? (answers.shift() as string | null) : 'taken');
    gestures.down(pointer(320, 132));
    gestures.move(pointer(600, 320));
    expect(host.wire).toMatchObject({ target: 'c', refusal: null });
    gestures.move(pointer(601, 320));
    gestures.move(pointer(602, 320));
    expect(host.wire?.refusal).toBe('taken');
  });
});

it('9: without the grid a node rests where it is let go', () => {
  host = new TestHost(testScene({ a: [100, 100] }));
  gestures = new Gestures(host);
  host.hasGrid = false;
  drag([200, 130], [233, 178]);
  expect(place('a')).toEqual([133, 148]);
});
