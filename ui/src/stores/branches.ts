// The branches of a gateway and the conditions in its settings, as forms and cards read them. Reading never fails:
// what is not understood is kept as it is and shown as text.
import type { Branching, PlaybookNode } from '../generated/contract';

/** The default branch of an exclusive gateway. */
export const ELSE = 'else';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** When something holds; the engine's `Condition`. */
export type Condition =
  | { kind: 'group'; mode: 'all' | 'any'; items: Condition[] }
  | { kind: 'compare'; left: string; operator: string; right: string }
  | { kind: 'text'; text: string }
  | { kind: 'unknown'; json: Json };

export interface Branch {
  id: string;
  name: string;
  when: Condition;
  /** Fields that this version does not know. */
  rest: { [key: string]: Json };
}

const isObject = (value: unknown): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: Json | undefined) => value === undefined || typeof value === 'string';

/** Returns the branches of a node that have an id of their own. */
export function branchesOf(node: PlaybookNode): Branch[] {
  const list = node.settings?.['branches'];
  const seen = new Set<string>();
  const found: Branch[] = [];
  for (const entry of Array.isArray(list) ? (list as Json[]) : []) {
    if (!isObject(entry) || typeof entry['id'] !== 'string' || !entry['id'] || seen.has(entry['id']))
      continue;
    const { id, name, when, ...rest } = entry;
    seen.add(id as string);
    found.push({
      id: id as string,
      name: typeof name === 'string' ? name : '',
      when: readCondition(when),
      rest,
    });
  }
  return found;
}

/** Returns the JSON that `branchesOf` would read as these. */
export function writeBranches(branches: Branch[]): Json {
  return branches.map(({ id, name, when, rest }) => ({ ...rest, id, name, when: writeCondition(when) }));
}

/** Returns an id that no branch has. */
export function freshBranchId(branches: Branch[]): string {
  const numbers = branches.map(({ id }) => Number(/^b(\d{1,9})$/.exec(id)?.[1] ?? 0));
  return `b${Math.max(0, ...numbers) + 1}`;
}

export function readCondition(json: Json | undefined): Condition {
  if (json === undefined) return { kind: 'group', mode: 'all', items: [] };
  if (isObject(json)) {
    const keys = Object.keys(json);
    const { all, any, text, left, operator, right } = json;
    if (keys.length === 1 && Array.isArray(all))
      return { kind: 'group', mode: 'all', items: all.map(readCondition) };
    if (keys.length === 1 && Array.isArray(any))
      return { kind: 'group', mode: 'any', items: any.map(readCondition) };
    if (keys.length === 1 && typeof text === 'string') return { kind: 'text', text };
    const known = keys.every((key) => key === 'left' || key === 'operator' || key === 'right');
    if (known && typeof operator === 'string' && isText(left) && isText(right))
      return { kind: 'compare', left: (left as string) ?? '', operator, right: (right as string) ?? '' };
  }
  return { kind: 'unknown', json };
}

export function writeCondition(condition: Condition): Json {
  switch (condition.kind) {
    case 'group':
      return { [condition.mode]: condition.items.map(writeCondition) };
    case 'compare': {
      const { left, operator, right } = condition;
      return right === '' ? { left, operator } : { left, operator, right };
    }
    case 'text':
      return { text: condition.text };
    case 'unknown':
      return condition.json;
  }
}

/** Returns the word of a branch: IF, ELSE IF, or its number where every branch is tested. */
export function keywordOf(branching: Branching | null | undefined, index: number): string {
  if (branching !== 'firstThatHolds') return String(index + 1);
  return index === 0 ? 'IF' : 'ELSE IF';
}

const SIGNS = new Map(Object.entries({ equals: '=', notEquals: '≠', in: '∈', notIn: '∉' }));

/** Returns a condition in short, for a card; empty when nothing is set. */
export function summaryOf(condition: Condition): string {
  switch (condition.kind) {
    case 'group': {
      const parts = condition.items.map(summaryOf).filter(Boolean);
      return parts.join(condition.mode === 'all' ? ' ∧ ' : ' ∨ ');
    }
    case 'compare': {
      const { left, operator, right } = condition;
      return left || right ? [left, SIGNS.get(operator) ?? operator, right].filter(Boolean).join(' ') : '';
    }
    case 'text':
      return condition.text;
    case 'unknown':
      return JSON.stringify(condition.json);
  }
}
