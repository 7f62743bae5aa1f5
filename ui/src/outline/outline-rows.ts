// The playbook as a list to read from top to bottom: a node stands before what follows it, a branch
// stands together, what is inside a child flow stands below it, one level deeper. Pure, so that
// every shape of graph can be tested without a window.
import type { Edge, PlaybookNode } from '../generated/contract';

export interface OutlineRow {
  id: string;
  depth: number;
  /** Place among the rows of the same level and parent, from 1, and how many they are. */
  position: number;
  siblings: number;
  /** Nodes that an edge leads to, in the order of the edges. */
  next: string[];
}

/** Returns a row for every node. */
export function outlineRows(nodes: readonly PlaybookNode[], edges: readonly Edge[]): OutlineRow[] {
  const known = new Set(nodes.map(({ id }) => id));
  const next = new Map<string, string[]>(nodes.map(({ id }) => [id, []]));
  const entered = new Set<string>();
  for (const { from, to } of edges) {
    if (!known.has(to.node)) continue;
    next.get(from.node)?.push(to.node);
    entered.add(to.node);
  }
  const inside = new Map<string, PlaybookNode[]>();
  for (const node of nodes) {
    const parent = node.parent && known.has(node.parent) && node.parent !== node.id ? node.parent : '';
    inside.set(parent, [...(inside.get(parent) ?? []), node]);
  }
  const rows: OutlineRow[] = [];
  const placed = new Set<string>();
  const list = (parent: string, depth: number): void => {
    const order = readingOrder(inside.get(parent) ?? [], next, entered).filter((id) => !placed.has(id));
    order.forEach((id, index) => {
      placed.add(id);
      const at = { position: index + 1, siblings: order.length, depth };
      rows.push({ id, ...at, next: [...new Set(next.get(id))] });
      if (inside.has(id)) list(id, depth + 1);
    });
  };
  list('', 0);
  // Nodes that are each inside the other are on no level; they still must not be missing.
  for (const { id } of nodes) {
    if (placed.has(id)) continue;
    rows.push({ id, depth: 0, position: 1, siblings: 1, next: [...new Set(next.get(id))] });
    placed.add(id);
  }
  return rows;
}

/** Orders nodes of one level by reverse postorder of a walk along the edges; a loop is cut where it closes. */
function readingOrder(
  level: readonly PlaybookNode[],
  next: ReadonlyMap<string, string[]>,
  entered: ReadonlySet<string>,
): string[] {
  const here = new Set(level.map(({ id }) => id));
  const seen = new Set<string>();
  const from = (starts: readonly string[]): string[] => {
    const left: string[] = [];
    for (const start of starts) walk(start, here, next, seen, left);
    return left.reverse();
  };
  const starts = [...here].filter((id) => !entered.has(id));
  // What is walked last comes first, so the starts are walked from their end.
  const flow = from(starts.reverse());
  // What is left stands in loops that nothing leads to.
  return [...flow, ...[...here].flatMap((id) => from([id]))];
}

/** Walks without recursion: a flow may be thousands of nodes long. */
function walk(
  start: string,
  here: ReadonlySet<string>,
  next: ReadonlyMap<string, string[]>,
  seen: Set<string>,
  left: string[],
): void {
  if (seen.has(start)) return;
  seen.add(start);
  const stack = [{ id: start, ahead: [...(next.get(start) ?? [])] }];
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const id = top.ahead.pop();
    if (id === undefined) {
      left.push(top.id);
      stack.pop();
    } else if (here.has(id) && !seen.has(id)) {
      seen.add(id);
      stack.push({ id, ahead: [...(next.get(id) ?? [])] });
    }
  }
}
