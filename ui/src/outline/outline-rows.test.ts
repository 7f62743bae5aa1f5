// Checks the reading order of playbooks of every shape, loops and broken references included.
import { describe, expect, it } from 'vitest';
import type { Edge, PlaybookNode } from '../generated/contract';
import { outlineRows } from './outline-rows';

const nodes = (text: string): PlaybookNode[] =>
  text.split(' ').map((word) => {
    const [id = '', parent] = word.split('@');
    return { id, kind: 'k', name: id, ...(parent ? { parent } : {}) };
  });
const edges = (text: string): Edge[] =>
  text
    .split(' ')
    .filter(Boolean)
    .map((word, index) => {
      const [from = '', to = ''] = word.split('>');
      return { id: `e${index}`, from: { node: from, port: 'out' }, to: { node: to, port: 'in' } };
    });
const order = (n: string, e: string) =>
  outlineRows(nodes(n), edges(e))
    .map(({ id, depth }) => '-'.repeat(depth) + id)
    .join(' ');

describe('the outline', () => {
  it.each([
    ['a line, whatever the order of the file', 'c b a', 'a>b b>c', 'a b c'],
    [
      'branches, each together and in the order of their edges',
      's x y x2 y2 e',
      's>x s>y x>x2 y>y2 x2>e y2>e',
      's x x2 y y2 e',
    ],
    ['what is connected to nothing, behind the flow', 's lone e', 's>e', 's e lone'],
    ['a loop, cut where it closes', 's a b', 's>a a>b b>a', 's a b'],
    ['a loop that nothing leads to', 'a b', 'a>b b>a', 'a b'],
    ['a child flow, below its node', 's f e i@f j@f', 's>f f>e i>j', 's f -i -j e'],
    ['a child flow in a child flow', 'f g@f h@g', '', 'f -g --h'],
    ['an edge to nowhere', 's', 's>gone', 's'],
    ['a node inside itself, and two inside each other', 'a@a b@c c@b', '', 'a b c'],
  ])('reads %s', (_name, n, e, expected) => {
    expect(order(n, e)).toBe(expected);
  });

  it('names what comes next once, and counts each level', () => {
    const rows = outlineRows(nodes('s a b'), edges('s>a s>b s>a'));
    expect(rows[0]).toEqual({ id: 's', depth: 0, position: 1, siblings: 3, next: ['a', 'b'] });
  });

  it('reads a chain of 20,000 nodes', () => {
    const ids = Array.from({ length: 20_000 }, (_, at) => `n${at}`);
    const chain = ids.slice(1).map((id, at) => `n${at}>${id}`);
    expect(outlineRows(nodes(ids.join(' ')), edges(chain.join(' '))).map(({ id }) => id)).toEqual(ids);
  });
});
