// The minimap paints all nodes once, and then only what moves.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ACCESS_LEVELS, type Palette } from './core/overview';
import { card } from './harness/synthetic';
import { MinimapView } from './minimap-view';
import { CanvasModel } from './model.svelte';

import type { Stage, StageWatcher } from './stage.svelte';

const colours = Object.fromEntries(ACCESS_LEVELS.map((level) => [level, level]));
const palette = { selected: 'selected', stripe: colours, body: colours } as unknown as Palette;
let painted = 0;
let pictures = 0;

beforeEach(() => {
  vi.useFakeTimers();
  painted = 0;
  pictures = 0;
  const nothing = (): void => undefined;
  const pen = { setTransform: nothing, clearRect: nothing, beginPath: nothing, fill: nothing };
  const counting = { ...pen, rect: () => void (painted += 1), drawImage: () => void (pictures += 1) };
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(counting as never);
  vi.spyOn(HTMLCanvasElement.prototype, 'clientWidth', 'get').mockReturnValue(150);
  vi.spyOn(HTMLCanvasElement.prototype, 'clientHeight', 'get').mockReturnValue(86);
});
afterEach(() => vi.useRealTimers());

function minimapOf(model: CanvasModel) {
  let watcher: StageWatcher | undefined;
  const stage = {
    model,
    palette,
    viewport: { x: 0, y: 0, zoom: 1 },
    size: { width: 400, height: 300 },
    watch: (one: StageWatcher) => ((watcher = one), () => undefined),
  };
  const frame = document.createElement('div');
  const view = new MinimapView(stage as unknown as Stage, document.createElement('canvas'), frame);
  vi.advanceTimersByTime(200);
  return { view, watcher: watcher as StageWatcher, stage, frame };
}

function move(model: CanvasModel, watcher: StageWatcher, id: string, x: number): number {
  model.place([{ id, x, y: 500 }]);
  watcher.contentChanged([id]);
  painted = 0;
  vi.advanceTimersByTime(200);
  return painted;
}

it('paints one node while one of hundreds is dragged', () => {
  const model = new CanvasModel();
  model.apply({ nodes: Array.from({ length: 300 }, (_, at) => card(`n${at}`, (at % 20) * 300, at * 20)) });
  const { view, watcher } = minimapOf(model);
  expect(painted).toBe(300);

  expect(move(model, watcher, 'n150', 310)).toBe(300);
  expect(move(model, watcher, 'n150', 320)).toBe(1);
  expect(move(model, watcher, 'n150', 330)).toBe(1);
  expect(pictures).toBe(4);
  // What lies elsewhere from now on, or is gone, is not in the old picture any more.
  expect(move(model, watcher, 'n151', 330)).toBe(300);
  model.apply({ removedNodes: ['n151'] });
  watcher.contentChanged(['n151']);
  painted = 0;
  vi.advanceTimersByTime(200);
  expect(painted).toBe(1);
  view.dispose();
});

it('paints all anew when all may have changed', () => {
  const model = new CanvasModel();
  model.apply({ nodes: [card('a', 0, 0), card('b', 300, 0), card('c', 150, 90)] });
  const { view, watcher } = minimapOf(model);
  expect(move(model, watcher, 'c', 160)).toBe(3);

  painted = 0;
  watcher.contentChanged();
  vi.advanceTimersByTime(200);

  expect(painted).toBe(3);
  view.dispose();
});

it('stretches the picture while the shown world grows, and paints it sharp when that has ended', () => {
  const model = new CanvasModel();
  model.apply({ nodes: Array.from({ length: 300 }, (_, at) => card(`n${at}`, (at % 20) * 300, at * 20)) });
  const { view, watcher, stage } = minimapOf(model);
  painted = pictures = 0;
  const zoomTo = (zoom: number, after: number): void => {
    stage.viewport = { x: 0, y: 0, zoom };
    watcher.viewChanged();
    vi.advanceTimersByTime(after);
  };

  zoomTo(0.05, 130);
  zoomTo(0.04, 130);
  zoomTo(0.03, 130);
  expect({ painted, pictures }).toEqual({ painted: 0, pictures: 3 });

  vi.advanceTimersByTime(250);
  expect({ painted, pictures }).toEqual({ painted: 300, pictures: 4 });
  vi.advanceTimersByTime(1000);
  expect(pictures).toBe(4);
  view.dispose();
});

it('moves the frame with the view, but not by what cannot be seen', () => {
  const model = new CanvasModel();
  model.apply({ nodes: [card('a', -20_000, -9_000), card('b', 20_000, 9_000)] });
  const { view, watcher, stage, frame } = minimapOf(model);
  const panTo = (x: number): string => {
    stage.viewport = { x, y: 0, zoom: 1 };
    watcher.viewChanged();
    return frame.style.transform;
  };

  const before = panTo(0);
  frame.style.transform = 'none';
  // The map is 300 times smaller than the world.
  expect(panTo(3)).toBe('none');
  expect(panTo(-900)).not.toBe('none');
  expect(panTo(0)).toBe(before);
  view.dispose();
});

it('leaves no timer behind', () => {
  const model = new CanvasModel();
  model.apply({ nodes: [card('a', 0, 0), card('b', 300, 0)] });
  const { view, watcher, stage } = minimapOf(model);
  stage.viewport = { x: 0, y: 0, zoom: 0.02 };
  watcher.viewChanged();
  vi.advanceTimersByTime(130);
  expect(vi.getTimerCount()).toBe(1);

  view.dispose();

  expect(vi.getTimerCount()).toBe(0);
});
