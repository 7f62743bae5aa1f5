// What an expression can refer to from a node: the playbook's input, and the nodes before it with the fields of their
// answers. Which node stands before which is asked of the edges; nothing here draws or looks anything up.
import type { Edge, FieldSpec, Header, PlaybookNode, Shape } from '../generated/contract';
import { partsOf, type Part } from './shape-rows';

/** Name by which expressions call the playbook's input; no node may have it. */
export const EVENT = 'event';

/** Where a node stands, seen from the one whose field is being filled. Only what is before it has an answer by then. */
export type Reach = 'before' | 'after' | 'elsewhere';

/** Something with fields that expressions refer to. */
export interface DataSource {
  /** Id of the node; of the start node for the playbook's input. */
  id: string;
  /** First word of the reference. */
  name: string;
  reach: Reach;
}

/** Fields of `event` that every run has. Source: the vendor's documentation of the flow editor, system parameters. */
const SYSTEM_INPUTS = [
  '_tenant_id',
  '_domain_id',
  '_trigger_user',
  '_region_id',
  '_req_uuid',
  'parentTaskUuid',
  'parentTaskName',
];

/** What every node answers beside its rows. Source: as above, system outputs. */
const SYSTEM_OUTPUTS: readonly [name: string, shape: Shape][] = [
  ['total_data', 'int64'],
  ['total_data_successful', 'int64'],
  ['total_data_with_dup', 'int64'],
  ['total_exe', 'int64'],
  ['total_exe_successful', 'int64'],
  ['status', 'boolean'],
  ['message', 'string'],
  ['messageForUser', 'string'],
];

/** Shapes of the vendor's data types; entities are objects whose fields are not public. */
const INPUT_SHAPES: ReadonlyMap<string, Shape> = new Map<string, Shape>(
  Object.entries({
    String: 'string',
    Integer: 'int32',
    Long: 'int64',
    Double: 'number',
    Boolean: 'boolean',
  }),
);

interface Graph {
  nodes: ReadonlyMap<string, PlaybookNode>;
  edges: Iterable<Edge>;
  /** Whether a kind answers with data: gateways, ends and notes do not. */
  answers: (kind: string) => boolean;
  isStart: (kind: string) => boolean;
}

/** Returns what a node may refer to in the order of the path, then what it may not, in file order. */
export function sourcesFor(target: string, { nodes, edges, answers, isStart }: Graph): DataSource[] {
  const ways = waysOf(edges);
  const before = distances(target, nodes, ways.back);
  const after = distances(target, nodes, ways.on);
  const own = nodes.get(target);
  const found: DataSource[] = [];
  for (const node of nodes.values()) {
    const isInput = isStart(node.kind) && !node.parent;
    if (node.id === target || (!isInput && !answers(node.kind))) continue;
    // The input is there from the beginning, whether or not the start is connected yet.
    const reach = isInput || before.has(node.id) ? 'before' : after.has(node.id) ? 'after' : 'elsewhere';
    found.push({ id: node.id, name: isInput ? EVENT : node.name, reach });
  }
  const far = ({ id, name }: DataSource): number => (name === EVENT ? Infinity : (before.get(id) ?? 0));
  const usable = found.filter(({ reach }) => reach === 'before').sort((a, b) => far(b) - far(a));
  return own ? [...usable, ...found.filter(({ reach }) => reach !== 'before')] : [];
}

interface Ways {
  back: ReadonlyMap<string, string[]>;
  on: ReadonlyMap<string, string[]>;
}

function waysOf(edges: Iterable<Edge>): Ways {
  const back = new Map<string, string[]>();
  const on = new Map<string, string[]>();
  const add = (map: Map<string, string[]>, key: string, value: string): void => {
    const known = map.get(key);
    if (known) known.push(value);
    else map.set(key, [value]);
  };
  for (const { from, to } of edges) {
    add(back, to.node, from.node);
    add(on, from.node, to.node);
  }
  return { back, on };
}

/** Walks one way, nearest first; from inside a child flow also on from the child flow itself. */
function distances(
  from: string,
  nodes: ReadonlyMap<string, PlaybookNode>,
  ways: ReadonlyMap<string, string[]>,
): Map<string, number> {
  const found = new Map<string, number>();
  let steps = 0;
  let edge = [from, ...flowsAround(from, nodes)];
  const seen = new Set(edge);
  while (edge.length > 0) {
    steps += 1;
    const next: string[] = [];
    for (const id of edge) {
      for (const other of ways.get(id) ?? []) {
        if (seen.has(other)) continue;
        seen.add(other);
        found.set(other, steps);
        next.push(other);
      }
    }
    edge = next;
  }
  return found;
}

function flowsAround(id: string, nodes: ReadonlyMap<string, PlaybookNode>): string[] {
  const around: string[] = [];
  for (let at = nodes.get(id)?.parent; at && !around.includes(at); at = nodes.get(at)?.parent)
    around.push(at);
  return around;
}

const part = (name: string, shape: Shape): FieldSpec => ({ name, shape, required: false });

/** Returns the fields of the playbook's input: what it declares, then what every run has. */
export function inputFields({ trigger }: Header): Part[] {
  const declared = (trigger.inputs ?? []).map((input): Part => {
    const about = { ...(input.description ? { doc: { en: input.description, zh: input.description } } : {}) };
    return {
      ...part(input.name, INPUT_SHAPES.get(input.type) ?? 'any'),
      about: { ...about, ...(input.example ? { example: input.example } : {}) },
    };
  });
  return [...declared, ...SYSTEM_INPUTS.map((name) => part(name, 'string'))];
}

/** Returns the fields of a node's answer; `row` is the shape of one of its rows where that is known. */
export function answerFields(row: Shape | undefined): Part[] {
  return [
    part('datalist', { array: row ?? 'any' }),
    ...SYSTEM_OUTPUTS.map(([name, shape]) => part(name, shape)),
  ];
}

/** Returns the shape of one row: what a path (`.Data.Items`) leads to in an answer, the element of it when it is a list. */
export function rowShape(response: Shape | null | undefined, rowsPath: string): Shape | undefined {
  let shape = response ?? undefined;
  for (const key of rowsPath.split('.').filter(Boolean)) {
    if (typeof shape !== 'object') return undefined;
    shape =
      key === '*' && 'array' in shape ? shape.array : partsOf(shape).find(({ name }) => name === key)?.shape;
  }
  return typeof shape === 'object' && 'array' in shape ? shape.array : shape;
}

/** Returns the reference to a field named by its path among `fields`; lists on the way stand for all their elements. */
export function referenceTo(source: string, fields: readonly Part[], path: string): string {
  const segments = [source];
  let parts = fields;
  const names = path.split('.');
  names.forEach((name, index) => {
    const shape = parts.find((one) => one.name === name)?.shape;
    segments.push(name);
    const isLast = index === names.length - 1;
    for (let at = shape; typeof at === 'object' && 'array' in at && (!isLast || at === shape); at = at.array)
      segments.push('*');
    parts = shape === undefined ? [] : partsOf(shape);
  });
  return `\${${segments.join('.')}}`;
}

/** Says whether a value of one shape may stand where another is expected; what is not known may stand anywhere. */
export function isTaken(shape: Shape, expected: Shape | undefined): boolean {
  if (expected === undefined || expected === 'any' || shape === 'any') return true;
  if (typeof expected === 'object')
    return typeof shape === 'object' && Object.keys(expected)[0] === Object.keys(shape)[0];
  if (typeof shape === 'object') return false;
  const isNumber = (one: Shape): boolean => one === 'int32' || one === 'int64' || one === 'number';
  if (isNumber(expected)) return isNumber(shape);
  return expected === 'boolean' ? shape === 'boolean' : true;
}

/** Says whether some field, at any depth that is looked at, may stand where a shape is expected. */
export function hasFitting(parts: readonly Part[], expected: Shape | undefined, depth = 5): boolean {
  return parts.some(
    ({ shape }) => isTaken(shape, expected) || (depth > 0 && hasFitting(partsOf(shape), expected, depth - 1)),
  );
}
