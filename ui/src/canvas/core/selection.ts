// Set arithmetic on selections: plain values in, new values out.

import type { Selection } from './types';

/** Nothing selected. */
export const EMPTY_SELECTION: Selection = { nodes: [], edges: [] };

/** One selectable thing; both fields missing means nothing. */
export interface Selectable {
  node?: string;
  edge?: string;
}

/** Returns the selection of just this. */
export function only({ node, edge }: Selectable): Selection {
  return { nodes: node === undefined ? [] : [node], edges: edge === undefined ? [] : [edge] };
}

/** Tells whether it is selected. */
export function isSelected(selection: Selection, { node, edge }: Selectable): boolean {
  return (
    (node !== undefined && selection.nodes.includes(node)) ||
    (edge !== undefined && selection.edges.includes(edge))
  );
}

/** Returns the selection with it added. */
export function addTo(selection: Selection, item: Selectable): Selection {
  if (isSelected(selection, item)) return selection;
  const extra = only(item);
  return { nodes: [...selection.nodes, ...extra.nodes], edges: [...selection.edges, ...extra.edges] };
}

/** Returns the selection with it added or taken away. */
export function toggle(selection: Selection, item: Selectable): Selection {
  if (!isSelected(selection, item)) return addTo(selection, item);
  return {
    nodes: selection.nodes.filter((id) => id !== item.node),
    edges: selection.edges.filter((id) => id !== item.edge),
  };
}

/** Tells whether two selections hold the same ids, in any order. */
export function isSameSelection(a: Selection, b: Selection): boolean {
  return isSameSet(a.nodes, b.nodes) && isSameSet(a.edges, b.edges);
}

function isSameSet(a: string[], b: string[]): boolean {
  if (a.length !== b.length) return false;
  const members = new Set(a);
  return b.every((id) => members.has(id));
}
