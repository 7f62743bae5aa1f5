// The canvas mounted for real: what reaches the owner, what is mounted, and what a screen reader finds.
import { render } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { catalogue } from '../shared/i18n.svelte';
import Canvas from './Canvas.svelte';
import type { CanvasHandle, CanvasProps } from './contract';
import { card, edge } from './harness/synthetic';
import { CanvasModel } from './model.svelte';

const BOX = { x: 0, y: 0, left: 0, top: 0, width: 1000, height: 800, right: 1000, bottom: 800 };
let frames: ((now: number) => void)[] = [];

beforeEach(() => {
  frames = [];
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue({ ...BOX, toJSON: () => BOX });
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
  vi.spyOn(window, 'requestAnimationFrame').mockImplementation((callback) => frames.push(callback));
  vi.spyOn(window, 'cancelAnimationFrame').mockImplementation(() => undefined);
});
afterEach(() => vi.useRealTimers());

async function settle(): Promise<void> {
  for (let frame = 0; frames.length > 0 && frame < 60; frame++) {
    for (const callback of frames.splice(0)) callback(frame * 16);
    await tick();
  }
}

async function open(change = { nodes: [card('a', 100, 100), card('b', 500, 100)], edges: [edge('a', 'b')] }) {
  const model = new CanvasModel();
  model.apply(change);
  let handle: CanvasHandle | undefined;
  const calls = {
    canConnect: vi.fn<CanvasProps['canConnect']>(() => true),
    onMove: vi.fn<CanvasProps['onMove']>(),
    onConnect: vi.fn<CanvasProps['onConnect']>(),
    onSelect: vi.fn<CanvasProps['onSelect']>(),
    onDelete: vi.fn<CanvasProps['onDelete']>(),
    onActivate: vi.fn<CanvasProps['onActivate']>(),
  };
  const { container } = render(Canvas, {
    props: {
      model,
      label: 'graph',
      resolveIcon: () => undefined,
      onReady: (given: CanvasHandle) => (handle = given),
      ...calls,
    },
  });
  await settle();
  const stage = container.querySelector<HTMLElement>('[data-canvas-stage]') as HTMLElement;
  stage.setPointerCapture = () => undefined;
  const node = (id: string) => container.querySelector<HTMLElement>(`[data-node-id="${id}"]`);
  return { model, handle: handle as CanvasHandle, stage, node, container, ...calls };
}

function pointerEvent(type: string, x: number, y: number, init: PointerEventInit = {}): MouseEvent {
  const event = new MouseEvent(type, { clientX: x, clientY: y, bubbles: true, button: 0, ...init });
  return Object.assign(event, { pointerId: 1, pointerType: 'mouse' });
}

async function drag(stage: HTMLElement, from: [number, number], to: [number, number]): Promise<void> {
  stage.dispatchEvent(pointerEvent('pointerdown', ...from));
  stage.dispatchEvent(pointerEvent('pointermove', ...to));
  await settle();
  stage.dispatchEvent(pointerEvent('pointerup', ...to));
  await settle();
}

const key = (element: HTMLElement, name: string, init: KeyboardEventInit = {}) =>
  element.dispatchEvent(
    new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true, ...init }),
  );

it('moves a card on screen while dragged and asks its owner once', async () => {
  const { stage, node, onMove, onSelect } = await open();

  await drag(stage, [200, 130], [200, 430]);

  expect(node('a')?.style.transform).toBe('translate(100px, 400px)');
  expect(onMove.mock.calls).toEqual([[[{ id: 'a', x: 100, y: 400 }]]]);
  expect(onSelect.mock.calls).toEqual([[{ nodes: ['a'], edges: [] }]]);
});

it('puts nodes back when the owner refuses the move', async () => {
  const { stage, node, onMove } = await open();
  onMove.mockReturnValue(Promise.reject(new Error('read-only')));

  await drag(stage, [200, 130], [200, 430]);
  await settle();

  expect(node('a')?.style.transform).toBe('translate(100px, 100px)');
});

it('keeps the drawing of an edge in step with its ends', async () => {
  const { model, container } = await open();
  const before = container.querySelector('[data-edge-id="a>b"] .line')?.getAttribute('d');

  model.apply({ nodes: [card('b', 500, 400)] });
  await settle();

  expect(container.querySelector('[data-edge-id="a>b"] .line')?.getAttribute('d')).not.toBe(before);
});

it('marks the edge under the pointer, and none once it is left or pressed', async () => {
  const { stage, container } = await open();
  const marked = () => container.querySelector('[data-edge-id="a>b"]')?.classList.contains('hover');
  const point = async (type: string, x: number, y: number): Promise<void> => {
    stage.dispatchEvent(pointerEvent(type, x, y));
    await settle();
    await tick();
  };

  await point('pointermove', 410, 132);
  expect(marked()).toBe(true);
  await point('pointermove', 410, 300);
  expect(marked()).toBe(false);
  await point('pointermove', 410, 132);
  await point('pointerdown', 410, 132);
  expect(marked()).toBe(false);
});

it('lets nothing be looked for under the pointer while the wheel turns', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { stage, container } = await open();
  const shield = () => container.querySelector<HTMLElement>('.shield')?.hidden;

  stage.dispatchEvent(new WheelEvent('wheel', { deltaX: 0, deltaY: 40, bubbles: true, cancelable: true }));
  await settle();
  expect(shield()).toBe(false);
  vi.advanceTimersByTime(400);
  await settle();
  await tick();
  expect(shield()).toBe(true);
});

it.each([
  [1000, false],
  [480, true],
])('on a canvas %d pixels wide the minimap is out of the way: %s', async (width, isHidden) => {
  const box = { ...BOX, width };
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue({ ...box, toJSON: () => box });
  const { container } = await open();

  expect(container.querySelector('[data-canvas-minimap]')?.classList.contains('narrow')).toBe(isHidden);
});

it('shows as much of a label as there is room for between two nodes', async () => {
  const label = 'found, and no dry run';
  const nodes = [card('a', 100, 100), card('b', 400, 100)];
  const { model, container } = await open({ nodes, edges: [edge('a', 'b', { label })] });
  const shown = () => container.querySelector('[data-edge-id="a>b"] text')?.textContent;

  expect(shown()).toMatch(/^fou.*…$/);
  model.apply({ nodes: [card('b', 700, 100)] });
  await settle();
  expect(shown()).toBe(label);
  model.apply({ edges: [edge('a', 'b')] });
  await settle();
  expect(shown()).toBeUndefined();
});

it('unmounts removed nodes with their edges, and mounts what comes back under the same id', async () => {
  const { model, node, container } = await open();

  model.apply({ removedNodes: ['b'] });
  await settle();
  expect(node('b')).toBeNull();
  expect(container.querySelector('[data-edge-id]')).toBeNull();

  model.apply({ nodes: [card('b', 500, 100, { title: 'again' })], edges: [edge('a', 'b')] });
  await settle();
  expect(node('b')?.textContent).toContain('again');
  expect(container.querySelector('[data-edge-id]')).not.toBeNull();
});

it('shows hostile names as text', async () => {
  const { container } = await open({
    nodes: [card('x', 100, 100, { title: '<img src=x onerror=1>' })],
    edges: [],
  });

  expect(container.querySelector('img')).toBeNull();
  expect(container.textContent).toContain('<img src=x onerror=1>');
});

it('has one tab stop for the whole graph, which arrows carry from node to node', async () => {
  const { stage, container, onSelect } = await open();
  const stops = () =>
    [...container.querySelectorAll('[data-canvas-stage], [data-node-id]')].filter(
      (element) => element.getAttribute('tabindex') === '0',
    );
  expect(stops()).toEqual([stage]);

  stage.focus();
  key(stage, 'ArrowRight');
  await settle();
  key(document.activeElement as HTMLElement, 'ArrowRight');
  await settle();

  expect((document.activeElement as HTMLElement).dataset.nodeId).toBe('b');
  expect(stops()).toEqual([document.activeElement]);
  expect(onSelect.mock.lastCall).toEqual([{ nodes: ['b'], edges: [] }]);
});

it('a tap of Space presses the focused card, holding it for a pan does not', async () => {
  const { stage, handle, onSelect, model } = await open();
  handle.focusNode('b');
  await settle();
  const up = () =>
    document.activeElement?.dispatchEvent(new KeyboardEvent('keyup', { key: ' ', bubbles: true }));

  key(document.activeElement as HTMLElement, ' ');
  await drag(stage, [200, 130], [260, 150]);
  up();
  expect(model.selection.nodes).toEqual(['b']);
  expect(handle.getViewport()).toEqual({ x: 60, y: 20, zoom: 1 });

  key(document.activeElement as HTMLElement, ' ');
  up();
  expect(onSelect.mock.lastCall).toEqual([{ nodes: [], edges: [] }]);
});

it('a node removed during its drag is not asked to move', async () => {
  const { stage, model, onMove } = await open();

  stage.dispatchEvent(pointerEvent('pointerdown', 200, 130));
  stage.dispatchEvent(pointerEvent('pointermove', 300, 330));
  await settle();
  model.apply({ removedNodes: ['a'] });
  stage.dispatchEvent(pointerEvent('pointerup', 300, 330));
  await settle();

  expect(onMove).not.toHaveBeenCalled();
});

it('an owner that throws does not leave the drag running', async () => {
  const { stage, onMove, node } = await open();
  onMove.mockImplementationOnce(() => {
    throw new Error('owner');
  });
  const swallow = (event: ErrorEvent) => event.preventDefault();
  window.addEventListener('error', swallow);

  await drag(stage, [200, 130], [200, 430]);
  window.removeEventListener('error', swallow);
  stage.dispatchEvent(pointerEvent('pointermove', 700, 700));
  await settle();

  expect(node('a')?.style.transform).toBe('translate(100px, 400px)');
});

it('says what was moved, deleted, connected, refused and cut to those who do not see it', async () => {
  await catalogue.use('en');
  const { stage, handle, container, canConnect } = await open({
    nodes: [card('a', 100, 100), card('b', 500, 100), card('c', 500, 500)],
    edges: [edge('a', 'c')],
  });
  const spoken = container.querySelector('[data-canvas-announcement]');
  const said = () => spoken?.textContent?.trim();
  const press = async (name: string, init: KeyboardEventInit = {}) => {
    key(document.activeElement as HTMLElement, name, init);
    await settle();
  };
  expect(spoken?.getAttribute('aria-live')).toBe('polite');

  canConnect.mockReturnValue('One connection is enough');
  await drag(stage, [322, 132], [500, 132]);
  expect(said()).toBe('One connection is enough');
  canConnect.mockReturnValue(true);
  await drag(stage, [322, 132], [500, 132]);
  expect(said()).toBe('a connected to b');

  stage.dispatchEvent(pointerEvent('pointerdown', 300, 420, { altKey: true }));
  stage.dispatchEvent(pointerEvent('pointermove', 480, 240, { altKey: true }));
  await settle();
  stage.dispatchEvent(pointerEvent('pointerup', 480, 240));
  await settle();
  expect(said()).toBe('1 connection cut');

  handle.focusNode('a');
  await settle();
  await press('ArrowRight', { altKey: true });
  expect(said()).toBe('Node moved');

  await press('c');
  expect(said()).toMatch(/^Connecting from a:/);
  await press('Escape');
  expect(said()).toBe('Connecting ended');

  await press('a', { ctrlKey: true });
  await press('Delete');
  expect(said()).toBe('4 items deleted');
});

it.each([
  ['scrolls', { deltaX: 7, deltaY: 40 }, { x: -7, y: -40, zoom: 1 }],
  ['with Shift goes sideways', { deltaY: 40, shiftKey: true }, { x: -40, y: 0, zoom: 1 }],
  ['with Shift as macOS turns it', { deltaX: 40, shiftKey: true }, { x: -40, y: 0, zoom: 1 }],
] as const)('18: the wheel %s', async (_, init, viewport) => {
  const { stage, handle } = await open();
  const event = new WheelEvent('wheel', { ...init, bubbles: true, cancelable: true });

  stage.dispatchEvent(event);
  await settle();

  expect(event.defaultPrevented).toBe(true);
  const { x, y, zoom } = handle.getViewport();
  expect([x + 0, y + 0, zoom]).toEqual([viewport.x, viewport.y, viewport.zoom]);
});

it.each([-120, 120])('18: Ctrl and the wheel by %d zoom about the pointer', async (deltaY) => {
  const { stage, handle } = await open();
  const at = { clientX: 700, clientY: 300 };
  const before = handle.worldPointAt(at.clientX, at.clientY);

  stage.dispatchEvent(
    new WheelEvent('wheel', { ...at, deltaY, ctrlKey: true, bubbles: true, cancelable: true }),
  );
  await settle();

  const { zoom } = handle.getViewport();
  expect(deltaY < 0 ? zoom > 1.05 : zoom < 0.95).toBe(true);
  const after = handle.worldPointAt(at.clientX, at.clientY);
  expect(after?.x).toBeCloseTo(before?.x ?? Number.NaN, 6);
  expect(after?.y).toBeCloseTo(before?.y ?? Number.NaN, 6);
});

it('connects by keys alone', async () => {
  const { stage, onConnect, container } = await open({
    nodes: [card('a', 0, 0), card('b', 400, 0)],
    edges: [],
  });
  stage.focus();

  for (const name of ['ArrowRight', 'c', 'ArrowRight', 'Enter']) {
    key(document.activeElement as HTMLElement, name);
    await settle();
  }

  expect(onConnect.mock.calls).toEqual([
    [
      { node: 'a', port: 'out' },
      { node: 'b', port: 'in' },
    ],
  ]);
  expect(container.querySelector('[data-canvas-wire]')).toBeNull();
});

it('hands the focus to the stage when the focused node goes away', async () => {
  const { model, stage, handle, node } = await open();
  handle.focusNode('b');
  await settle();
  expect(document.activeElement).toBe(node('b'));

  model.apply({ removedNodes: ['b'] });
  await settle();

  expect(document.activeElement).toBe(stage);
  expect(stage.getAttribute('tabindex')).toBe('0');
});

it('mounts only what the view needs of a large graph, and nothing in the overview', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const nodes = Array.from({ length: 2500 }, (_, index) =>
    card(`n${index}`, Math.floor(index / 50) * 300, (index % 50) * 120),
  );
  const { handle, container } = await open({ nodes, edges: [] });
  const mounted = () => container.querySelectorAll('[data-node-id]').length;
  expect(mounted()).toBeGreaterThan(20);
  expect(mounted()).toBeLessThan(70);

  handle.zoomTo(0.2);
  await settle();
  vi.advanceTimersByTime(200);
  await settle();

  expect(mounted()).toBe(0);
  expect(container.querySelector<HTMLElement>('canvas.overview')?.style.display).toBe('block');
});

it('paints the likeness of many cards from the second step of zooming, until the view is at rest and they are mounted', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const nodes = Array.from({ length: 2500 }, (_, index) =>
    card(`n${index}`, Math.floor(index / 50) * 300, (index % 50) * 120),
  );
  const { handle, container } = await open({ nodes, edges: [] });
  const mounted = () => container.querySelectorAll('[data-node-id]').length;
  const world = container.querySelector<HTMLElement>('.world');
  const isPainted = () => container.querySelector<HTMLElement>('canvas.overview')?.style.display === 'block';
  const zoom = async (to: number) => {
    handle.zoomTo(to);
    await settle();
  };

  handle.setViewport({ x: -3000, y: -1000, zoom: 1 });
  await zoom(0.8);
  expect(isPainted()).toBe(false);
  await zoom(0.6);
  expect(isPainted()).toBe(true);
  expect(world?.style.transform).not.toContain('scale');
  const before = mounted();
  vi.advanceTimersByTime(200);
  await settle();
  expect(isPainted()).toBe(false);
  expect(world?.style.transform).toContain('scale(0.6)');
  expect(mounted()).toBeGreaterThan(before);

  await zoom(2);
  await zoom(2.5);
  expect(isPainted(), 'few cards are drawn as they are').toBe(false);
});

it('tells that a node is selected again which was gone meanwhile', async () => {
  const { model, stage, onSelect } = await open();
  await drag(stage, [200, 130], [200, 130]);
  model.apply({ removedNodes: ['a'] });
  model.apply({ nodes: [card('a', 100, 100)] });
  await settle();

  await drag(stage, [200, 130], [200, 130]);

  expect(onSelect.mock.calls).toEqual([[{ nodes: ['a'], edges: [] }], [{ nodes: ['a'], edges: [] }]]);
});

it('does not tell its owner about a selection the owner made', async () => {
  const { model, onSelect, node } = await open();

  model.setSelection({ nodes: ['a'], edges: [] });
  await settle();

  expect(node('a')?.classList.contains('selected')).toBe(true);
  expect(onSelect).not.toHaveBeenCalled();
});

it('answers positions in world units and refuses views that are nowhere', async () => {
  const { handle } = await open();
  handle.setViewport({ x: 100, y: 50, zoom: 2 });
  handle.setViewport({ x: Number.NaN, y: 0, zoom: 1 });

  expect(handle.getViewport()).toEqual({ x: 100, y: 50, zoom: 2 });
  expect(handle.worldPointAt(300, 250)).toEqual({ x: 100, y: 100 });
  expect(handle.worldPointAt(1300, 250)).toBeNull();
  expect(handle.nodeAt(420, 300)).toBe('a');
});
