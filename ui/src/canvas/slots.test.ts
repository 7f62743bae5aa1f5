// Checks which slot a node gets, and that what is gone is never drawn.
import { beforeEach, expect, it } from 'vitest';
import { Culling } from './core/culling';
import { CanvasModel } from './model.svelte';
import { assign, type Slot } from './slots.svelte';
import type { NodeData } from './contract';

const data = (id: string, x: number, shape: NodeData['shape'] = 'card'): NodeData => ({
  id,
  x,
  y: 0,
  width: 100,
  height: 50,
  shape,
  title: id,
  subtitle: '',
  icon: '',
  access: 'flow',
  ports: [],
  ariaLabel: id,
});
const view = (x: number) => ({ x, y: 0, width: 400, height: 100 });

let model: CanvasModel;
let culling: Culling;
let slots: Slot[] = [];
/** Draws what culling wants; returns the ids by slot. */
function draw(isMoving = true): Record<number, string> {
  slots = assign(slots, culling.nodes, model.scene, isMoving) ?? slots;
  return Object.fromEntries(slots.map(({ key, node }) => [key, node.id]));
}
function show(x: number, isWhole = true) {
  culling.refresh(view(x));
  while (isWhole && culling.isWaiting) culling.mountSlice();
}

beforeEach(() => {
  model = new CanvasModel();
  culling = new Culling(model.scene);
  slots = [];
  model.apply({
    nodes: [
      data('a', 0),
      data('b', 200),
      data('far', 3000),
      data('farther', 3200),
      data('pill', 3300, 'pill'),
    ],
  });
  show(0);
});

it('a node that comes takes the place of one that was left behind, of its own kind only', () => {
  const before = draw();
  expect(Object.values(before).sort()).toEqual(['a', 'b']);
  show(3000, false);
  // Still there, although out of sight, for those that wait.
  expect(draw()).toEqual(before);
  while (culling.isWaiting) culling.mountSlice();
  const after = draw();
  expect(Object.keys(after).slice(0, 2)).toEqual(Object.keys(before));
  expect(Object.values(after).sort()).toEqual(['far', 'farther', 'pill']);
});

it('what stays keeps its slot, and nothing is told when nothing changed', () => {
  const before = draw();
  show(10);
  expect(assign(slots, culling.nodes, model.scene, true)).toBeNull();
  expect(draw()).toEqual(before);
});

it('places left over go when the view rests', () => {
  draw();
  model.apply({ removedNodes: ['far', 'farther'] });
  show(3000);
  expect(Object.values(draw())).toContain('a');
  expect(Object.values(draw(false))).toEqual(['pill']);
});

it('a removed node is gone at once, also while others wait', () => {
  draw();
  show(3000, false);
  model.apply({ removedNodes: ['a'] });
  expect(Object.values(draw())).toEqual(['b']);
});

it('no node is drawn twice when the view comes back', () => {
  draw();
  show(3000, false);
  draw();
  show(0);
  expect(Object.values(draw(false)).sort()).toEqual(['a', 'b']);
});
