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
    fill: () => void log.push(`fill ${pen.fillStyle} ${shapes}`),
    stroke: () => void log.push(`stroke ${pen.strokeStyle} ${shapes}`),
  };
  return { pen: pen as unknown as Pen, log };
}

it('paints what is in view in one batch per colour', () => {
  const scene = testScene({ a: [0, 0], b: [400, 0], far: [90000, 0] }, ['a>b']);
  scene.putNode(new TestNode('w', 0, 200, { access: 'write' }));
  (scene.nodes.get('b') as TestNode).selected = true;
  const { pen, log } = recordingPen();

  paintOverview(pen, scene, { x: 0, y: 0, zoom: 0.3 }, { width: 1000, height: 800 }, palette, 2);

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
