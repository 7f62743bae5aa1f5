// Checks that conditions and branches read and write the same JSON, the odd ones included.
import { describe, expect, it } from 'vitest';
import {
  branchesOf,
  freshBranchId,
  keywordOf,
  readCondition,
  summaryOf,
  writeBranches,
  writeCondition,
  type Json,
} from './branches';

const compare = { left: '${a.b}', operator: '>=', right: '3' };

describe('a condition', () => {
  it.each<Json>([
    { all: [] },
    { any: [compare, { all: [{ text: 'x' }] }] },
    { left: '${a}', operator: 'isEmpty' },
    { all: [], mine: 1 },
    { left: 7, operator: 'equals' },
    'raw',
  ])('comes back as it was (%#)', (json) => {
    expect(writeCondition(readCondition(json))).toEqual(json);
  });

  it('is told in short', () => {
    const json = { any: [compare, { all: [compare, { left: 'x', operator: 'in', right: 'y' }] }] };
    expect(summaryOf(readCondition(json))).toBe('${a.b} >= 3 ∨ ${a.b} >= 3 ∧ x ∈ y');
    expect(summaryOf(readCondition({ all: [] }))).toBe('');
  });
});

describe('branches', () => {
  it('keep what this version does not know', () => {
    const branches = [{ id: 'b3', name: 'n', when: compare, later: { kept: true } }];
    const node = { id: 'g', kind: 'exclusiveGateway', name: 'g', settings: { branches } };
    expect(writeBranches(branchesOf(node))).toEqual(branches);
    expect(freshBranchId(branchesOf(node))).toBe('b4');
    expect(freshBranchId([])).toBe('b1');
  });

  it('are called by their place', () => {
    expect([0, 1, 2].map((index) => keywordOf('firstThatHolds', index))).toEqual([
      'IF',
      'ELSE IF',
      'ELSE IF',
    ]);
    expect(keywordOf('everyThatHolds', 1)).toBe('2');
  });
});
