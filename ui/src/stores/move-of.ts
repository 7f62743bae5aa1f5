// The move of nodes in its shortest words: thousands that keep their places to each other are ids and one distance.
import type { MoveNodes, PlacedNode, Position } from '../generated/contract';

/** Returns the edit that brings nodes to new places; `placeOf` knows where they stand now. */
export function moveOf(
  moves: readonly PlacedNode[],
  placeOf: (id: string) => Position | null | undefined,
): MoveNodes {
  const [first] = moves;
  const from = first && placeOf(first.node);
  if (!from || moves.length < 2) return { moves: [...moves] };
  const dx = first.position.x - from.x;
  const dy = first.position.y - from.y;
  // The engine adds as this does, so that nodes arrive to the last digit where they are shown, or go one by one.
  const isTogether = moves.every(({ node, position }) => {
    const before = placeOf(node);
    return before && before.x + dx === position.x && before.y + dy === position.y;
  });
  return isTogether ? { together: { nodes: moves.map(({ node }) => node), dx, dy } } : { moves: [...moves] };
}
