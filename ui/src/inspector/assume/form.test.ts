// Checks the order and the folding of the parameter form, and how contents are told apart.
import { describe, expect, it } from 'vitest';
import { LIST_RULES, RUN_INSTANCES } from '../harness/facts';
import { asksForExpression, isSet, preview, readContent } from './content';
import { layOut, type FormInput } from './form';

const input = (more: Partial<FormInput>): FormInput => ({
  params: LIST_RULES.params,
  parameters: {},
  kept: new Set(),
  unfolded: false,
  clutter: false,
  filter: '',
  ...more,
});
const names = (given: FormInput) => layOut(given).shown.map(({ name }) => name);

describe('the form', () => {
  it('shows required parameters first, then optional ones in use, and folds the rest', () => {
    const reversed = [...LIST_RULES.params].reverse();
    const given = input({
      params: reversed,
      parameters: { Status: { value: 0 } },
      kept: new Set(['RuleName']),
    });

    expect(names(given)).toEqual(['PageSize', 'CurrentPage', 'Status', 'RuleName']);
    expect(layOut(given)).toMatchObject({ folded: 9, hidden: 1, set: 1, total: 13, optional: 11 });
  });

  it('shows all but the hidden ones unfolded, narrowed by the filter', () => {
    expect(names(input({ unfolded: true }))).toHaveLength(13);
    expect(names(input({ unfolded: true, filter: 'rule' }))).toEqual(['ResponseRuleType', 'RuleName']);
  });

  it('shows what is hidden by default when asked, and when it is in use', () => {
    expect(names(input({ unfolded: true, clutter: true }))).toContain('OwnerId');
    expect(names(input({ parameters: { OwnerId: { value: 1 } } }))).toContain('OwnerId');
  });

  it('lists what the operation does not have', () => {
    const given = input({
      params: RUN_INSTANCES.params,
      parameters: { Gone: { value: 1 }, Amount: { value: 1 } },
    });
    expect(layOut(given).strays).toEqual(['Gone']);
  });
});

describe('the content of a parameter', () => {
  it('is told apart by its form; what is unknown is not guessed at', () => {
    expect(readContent(undefined)).toEqual({ kind: 'unset' });
    expect(readContent({ value: [1] })).toEqual({ kind: 'value', value: [1] });
    expect(readContent({ expression: '${event.ip}' })).toEqual({ kind: 'expression', text: '${event.ip}' });
    expect(readContent({ value: 1, note: 'x' }).kind).toBe('unknown');
    expect(readContent(7).kind).toBe('unknown');
  });

  it('counts as set unless it is empty', () => {
    const empty: Parameters<typeof isSet>[0][] = [
      { value: '' },
      { value: null },
      { expression: '' },
      undefined,
    ];
    expect(empty.map(isSet)).not.toContain(true);
    const full: Parameters<typeof isSet>[0][] = [{ value: 0 }, { value: false }, { expression: 'x' }, 7];
    expect(full.map(isSet)).not.toContain(false);
  });

  it('has a short text', () => {
    expect(preview({ value: 'x' })).toBe('"x"');
    expect(preview({ expression: '${event.ip}' })).toBe('${event.ip}');
  });

  it('asks for an expression by a reference, or by "=" typed into an empty field', () => {
    expect(asksForExpression('ab${', false)).toBe(true);
    expect(asksForExpression('=', true)).toBe(true);
    expect(asksForExpression('=', false)).toBe(false);
    expect(asksForExpression('a=b', true)).toBe(false);
  });
});
