// Checks what expressions are offered: who stands before a node, in which order, and how a field is referred to.
import { describe, expect, it } from 'vitest';
import type { Edge, PlaybookNode, Shape } from '../generated/contract';
import {
  answerFields,
  hasFitting,
  inputFields,
  isTaken,
  referenceTo,
  rowShape,
  sourcesFor,
} from './data-sources';

const node = (id: string, kind = 'api', parent?: string): PlaybookNode => ({
  id,
  kind,
  name: `name-${id}`,
  ...(parent ? { parent } : {}),
});
const edge = (text: string): Edge => {
  const [from, to] = text.split('>') as [string, string];
  return { id: text, from: { node: from, port: 'out' }, to: { node: to, port: 'in' } };
};

function sources(target: string, nodes: PlaybookNode[], edges: string[]): string[] {
  const found = sourcesFor(target, {
    nodes: new Map(nodes.map((one) => [one.id, one])),
    edges: edges.map(edge),
    answers: (kind) => kind === 'api',
    isStart: (kind) => kind === 'start',
  });
  return found.map(({ name, reach }) => (reach === 'before' ? name : `${name} ${reach}`));
}

describe('what a node may refer to', () => {
  it('16: is the input and the nodes before it in path order; the rest is named with the reason', () => {
    const nodes = [
      node('c'),
      node('s', 'start'),
      node('a'),
      node('b'),
      node('x'),
      node('z'),
      node('g', 'gateway'),
    ];
    expect(sources('c', nodes, ['s>a', 'a>g', 'g>b', 'b>c', 'g>x', 'c>z'])).toEqual([
      'event',
      'name-a',
      'name-b',
      'name-x elsewhere',
      'name-z after',
    ]);
  });

  it('16: reaches out of a child flow to what stands before it', () => {
    const nodes = [
      node('s', 'start'),
      node('a'),
      node('f', 'flow'),
      node('t', 'start', 'f'),
      node('i', 'api', 'f'),
      node('z'),
    ];
    expect(sources('i', nodes, ['s>a', 'a>f', 'f>z', 't>i'])).toEqual(['event', 'name-a', 'name-z after']);
  });

  it('offers the input before anything is connected, and ends in a flow that goes round', () => {
    expect(sources('a', [node('s', 'start'), node('a'), node('b')], ['a>b', 'b>a'])).toEqual([
      'event',
      'name-b',
    ]);
  });
});

const rows: Shape = {
  object: [
    { name: 'Ip', shape: 'string', required: false },
    {
      name: 'Tags',
      shape: { array: { object: [{ name: 'Key', shape: 'string', required: false }] } },
      required: false,
    },
  ],
};

it.each([
  ['datalist', '${scan.datalist.*}'],
  ['datalist.Ip', '${scan.datalist.*.Ip}'],
  ['datalist.Tags.Key', '${scan.datalist.*.Tags.*.Key}'],
  ['total_data', '${scan.total_data}'],
])('refers to %s by %s', (path, expected) => {
  expect(referenceTo('scan', answerFields(rows), path)).toBe(expected);
});

it('finds the shape of a row by the path of the rows', () => {
  const response: Shape = {
    object: [
      {
        name: 'Data',
        shape: { object: [{ name: 'Items', shape: { array: rows }, required: false }] },
        required: false,
      },
    ],
  };
  expect(rowShape(response, '.Data.Items')).toEqual(rows);
  expect(rowShape(response, '')).toEqual(response);
  expect(rowShape(response, '.Data.Other')).toBeUndefined();
  expect(rowShape(null, '.Data')).toBeUndefined();
});

it('lists declared inputs with their samples before those every run has', () => {
  const fields = inputFields({
    name: '',
    description: '',
    trigger: {
      type: 'custom',
      inputs: [{ name: 'ip', type: 'String', required: true, example: '203.0.113.7' }],
    },
  });
  expect(fields[0]).toMatchObject({ name: 'ip', shape: 'string', about: { example: '203.0.113.7' } });
  expect(fields.map(({ name }) => name)).toContain('_tenant_id');
});

it('knows whether anything fits, also inside rows', () => {
  const text = [{ name: 'a', shape: 'string' as const, required: false }];
  expect(hasFitting(text, 'int32')).toBe(false);
  expect(hasFitting(answerFields(rows), 'int32')).toBe(true);
  expect(hasFitting([{ name: 'r', shape: { array: rows }, required: false }], 'string')).toBe(true);
});

it.each<[Shape, Shape | undefined, boolean]>([
  ['string', 'string', true],
  ['int64', 'string', true],
  ['string', 'int32', false],
  ['number', 'int32', true],
  ['any', 'boolean', true],
  [{ array: 'string' }, { array: 'string' }, true],
  [rows, 'string', false],
  [rows, undefined, true],
])('%j where %j is expected: %s', (shape, expected, fits) => {
  expect(isTaken(shape, expected)).toBe(fits);
});
