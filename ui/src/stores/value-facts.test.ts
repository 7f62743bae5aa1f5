// Checks what is said about limits: what breaks one, and that unreadable limits forbid nothing.
import { beforeAll, describe, expect, it } from 'vitest';
import { catalogue } from '../shared/i18n.svelte';
import { brokenLimit, docOf, factsOf, hasFacts, type ValueFacts } from './value-facts';

beforeAll(() => catalogue.use('en'));

describe('a limit', () => {
  it.each<[string, ValueFacts, unknown, boolean]>([
    ['number within', { minimum: '1', maximum: '50' }, 50, false],
    ['number above', { minimum: '1', maximum: '50' }, 51, true],
    ['big number kept as text, below', { minimum: '0' }, '-9223372036854775808', true],
    ['only one end known', { maximum: '5' }, -100, false],
    ['text too long, counted in characters', { maxLength: '2' }, '挖矿者', true],
    ['characters outside the plane count once', { maxLength: '1' }, '😀', false],
    ['too few elements', { minItems: '1' }, [], true],
    ['pattern of the whole text', { pattern: 'i-[a-z0-9]+' }, 'x i-123', true],
    ['pattern that JavaScript cannot read', { pattern: '(?<!' }, 'anything', false],
    ['an expression is not judged', { maxLength: '2' }, '${event.ip}', false],
    ['a limit that is no number', { maximum: 'many' }, 7, false],
    ['nothing filled in', { minLength: '1' }, '', false],
  ])('%s', (_name, facts, value, isBroken) => {
    expect(brokenLimit(facts, value) !== undefined).toBe(isBroken);
  });

  it('names its ends', () => {
    expect(brokenLimit({ minimum: '1', maximum: '50' }, 51)).toContain('1 to 50');
  });
});

describe('facts', () => {
  it('are none for the embedded catalogue', () => {
    expect(hasFacts(factsOf({ name: 'PageSize' }))).toBe(false);
  });

  it('come in the language at hand', () => {
    expect(docOf(factsOf({ about: { doc: { en: '', zh: '页大小' } } }))).toBe('页大小');
  });
});
