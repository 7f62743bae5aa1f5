import { expect, it } from 'vitest';
import { TestNode, testScene } from './fixtures';
import { minimapViewport, minimapWorld, viewportForPress } from './minimap';
import { paintOverview, type Palette, type Pen } from './overview';
import { ACCESS_LEVELS } from './overview';
import type { Access } from './types';

const same = (prefix: string) =>
  Object.fromEntries(ACCESS_LEVELS.map((level) => [level, `${prefix}-${level}`])) as Record<Access, string>;
const palette: Palette = {
  edge: 'edge',
  edgeDone: 'done',
  edgeError: 'failed',
  outline: 'outline',
  selected: 'selected',
  text: 'text',
  font: 'sans-serif',
  body: same('body'),
  stripe: same('stripe'),
};

/** Writes down each fill and stroke with the number of shapes in it. */
function recordingPen() {
  const log: string[] = [];
  let shapes = 0;
  const count = () => void (shapes += 1);
  const nothing = () => undefined;
  const pen = {
    fillStyle: '',
    strokeStyle: '',
    lineWidth: 0,
    setTransform: nothing,
    clearRect: nothing,
    beginPath: () => void (shapes = 0),
    moveTo: count,
    lineTo: nothing,
    bezierCurveTo: nothing,
    rect: count,
    fillText: (text: string) => void log.push(`text ${text}`),
    fill: () => void log.push(`fill ${pen.fillStyle} ${shapes}`),
    stroke: () => void log.push(`stroke ${pen.strokeStyle} ${shapes}`),
  };
  return { pen: pen as unknown as Pen, log };
}

const viewAt = (zoom: number, ratio = 1, hasNames = true) => ({
  viewport: { x: 0, y: 0, zoom },
  size: { width: 1000, height: 800 },
  ratio,
  hasNames,
});

it('paints what is in view in one batch per colour', () => {
  const scene = testScene({ a: [0, 0], b: [400, 0], far: [90000, 0] }, ['a>b']);
  scene.putNode(new TestNode('w', 0, 200, { access: 'write' }));
  (scene.nodes.get('b') as TestNode).selected = true;
  const { pen, log } = recordingPen();

  paintOverview(pen, scene, viewAt(0.3, 2), palette);

  expect(log).toEqual([
    'stroke edge 1',
    'fill body-read 2',
    'fill body-write 1',
    'stroke outline 3',
    'fill stripe-read 2',
    'fill stripe-write 1',
    'stroke selected 1',
  ]);
});

it('notes are sheets and groups frames, without the stripe of a step', () => {
  const scene = testScene({}, []);
  scene.putNode(new TestNode('note', 0, 0, { shape: 'note' }));
  scene.putNode(new TestNode('group', 0, 200, { shape: 'group' }));
  const { pen, log } = recordingPen();

  paintOverview(pen, scene, viewAt(0.3), palette);

  expect(log).toEqual(['fill body-neutral 1', 'stroke outline 2']);
});

it('names are written while they can be read, cut where the node ends', () => {
  const named = (zoom: number, hasNames = true) => {
    const scene = testScene({}, []);
    scene.putNode(new TestNode('a', 0, 0, { title: 'isolate' }));
    scene.putNode(new TestNode('b', 0, 200, { title: 'a_name_longer_than_its_node' }));
    scene.putNode(new TestNode('c', 0, 400, { title: '封禁恶意地址并通知安全团队' }));
    scene.putNode(new TestNode('d', 0, 600, { title: 'a note', shape: 'note' }));
    const { pen, log } = recordingPen();
    paintOverview(pen, scene, viewAt(zoom, 1, hasNames), palette);
    return log.filter((line) => line.startsWith('text'));
  };

  expect(named(0.3)).toEqual(['text isolate', 'text a_name_l…', 'text 封禁恶意…']);
  expect(named(0.15)).toEqual([]);
  expect(named(0.3, false)).toEqual([]);
});

it('names are left out where there are too many to read', () => {
  const scene = testScene({}, []);
  for (let n = 0; n < 201; n += 1) scene.putNode(new TestNode(`n${n}`, n, 0, { title: 'name' }));
  const { pen, log } = recordingPen();

  paintOverview(pen, scene, viewAt(0.3), palette);

  expect(log.filter((line) => line.startsWith('text'))).toEqual([]);
});

it('a press on the minimap brings that place to the middle of the stage', () => {
  const world = minimapWorld(
    { x: 0, y: 0, width: 4000, height: 2000 },
    { x: 0, y: 0, width: 800, height: 600 },
  );
  const map = minimapViewport(world, { width: 150, height: 86 });
  const press = { x: 3000 * map.zoom + map.x, y: 500 * map.zoom + map.y };

  const view = viewportForPress(map, press, { x: 0, y: 0, zoom: 2 }, { width: 800, height: 600 });

  expect(view).toEqual({ x: 400 - 6000, y: 300 - 1000, zoom: 2 });
});
