// Checks what is said of a value: the words in the window's language, and the limits that are known.
import { beforeAll, describe, expect, it } from 'vitest';
import { catalogue } from '../shared/i18n.svelte';
import { choiceTitle, docOf, factsOf, hasFacts, valueLines } from './value-facts';

beforeAll(() => catalogue.use('en'));

describe('facts', () => {
  it('are none for the embedded catalogue', () => {
    expect(hasFacts(factsOf({}))).toBe(false);
  });

  it('come in the language at hand', () => {
    expect(docOf(factsOf({ about: { doc: { en: '', zh: '页大小' } } }))).toBe('页大小');
  });

  it('name the limits that are known, also one end alone', () => {
    const lines = valueLines({ minimum: '1', maximum: '50', minLength: '3', example: '7' });
    expect(lines.map(({ label, text }) => `${label} ${text}`)).toEqual([
      'Example: 7',
      'Range: 1 – 50',
      'Length: 3 – …',
    ]);
  });

  it('say what a choice means where somebody does', () => {
    const facts = { choiceTitles: [{ en: 'Lights **up**', zh: '' }] };
    expect([choiceTitle(facts, 0), choiceTitle(facts, 1)]).toEqual(['Lights up', '']);
  });
});
