// Where mounted nodes stand. A node that a pan leaves behind gives its card to one that comes into view: exchanging the
// texts of a card costs half of taking one away and mounting another. What lies on top is said by `z-index` (look.ts),
// because the order of the elements says nothing then.

import type { Scene } from './core/scene';
import type { CanvasEdge, CanvasNode } from './model.svelte';

let nextKey = 0;

/** A place in the list that is drawn, and the node that stands in it. */
export class Slot {
  readonly key = nextKey++;
  node: CanvasNode;

  constructor(node: CanvasNode) {
    this.node = $state.raw(node);
  }
}

/** Whether nodes of a shape can take each other's place: those that are drawn by the plain card. */
function isExchangeable({ shape }: CanvasNode): boolean {
  return shape === 'card' || shape === 'stack';
}

/**
 * Gives every node that is wanted a slot. What is left over stays as long as the view moves, for nodes that come into
 * it, unless its node is gone. Returns the slots when their list is another one, else null.
 */
export function assign(
  slots: readonly Slot[],
  wanted: ReadonlySet<string>,
  scene: Scene<CanvasNode, CanvasEdge>,
  isMoving: boolean,
): Slot[] | null {
  const taken = new Set<string>();
  const spare: Slot[] = [];
  const kept = slots.filter((slot) => {
    const { node } = slot;
    // A record that was removed and put back is another object, and what is gone must not be seen again.
    if (scene.nodes.get(node.id) !== node) return false;
    const isWanted = wanted.has(node.id);
    if (isWanted) taken.add(node.id);
    else if (isExchangeable(node)) spare.push(slot);
    return isWanted;
  });
  for (const id of wanted) {
    const node = taken.has(id) ? undefined : scene.nodes.get(id);
    if (!node) continue;
    const slot = isExchangeable(node) ? spare.pop() : undefined;
    if (slot) slot.node = node;
    kept.push(slot ?? new Slot(node));
  }
  if (isMoving) kept.push(...spare);
  // In the order of their keys, so that no element is ever moved.
  kept.sort((a, b) => a.key - b.key);
  return kept.length === slots.length && kept.every((slot, at) => slot === slots[at]) ? null : kept;
}
