// Checks how texts are looked up: arguments, engine texts, unknown ids, the language to begin with.
import { beforeEach, describe, expect, it } from 'vitest';
import { FluentResource } from '@fluent/bundle';
import { bundleOf, catalogue, t, tx } from './i18n.svelte';
import { preferredLang } from './languages';

describe('texts', () => {
  beforeEach(() => catalogue.use('en'));

  it('puts arguments in without marks that they do not need', () => {
    expect(t('shared-number-between', { min: 1, max: 9 })).toBe('A whole number from 1 to 9');
  });

  it('keeps a name that is written from right to left by itself', () => {
    expect(t('shared-number-between', { min: '\u202egnp', max: 9 })).toBe(
      'A whole number from \u2068\u202egnp\u2069 to 9',
    );
  });

  it('changes language, and tells the document', async () => {
    await catalogue.use('zh');
    expect(t('shared-copy')).toBe('复制');
    expect(document.documentElement.lang).toBe('zh-CN');
  });

  it('shows the id of a message it does not have', () => {
    expect(t('shared-nothing-like-it')).toBe('shared-nothing-like-it');
  });

  it('resolves a text of the engine, showing structured arguments as JSON', () => {
    expect(tx({ id: 'shared-number-between', args: { min: 2, max: [3] } })).toBe(
      'A whole number from 2 to [3]',
    );
  });

  it('keeps going over a broken entry', () => {
    const bundle = bundleOf('en', [new FluentResource('a = one\nb = { $\nc = three\n')]);
    expect(bundle.hasMessage('a') && bundle.hasMessage('c')).toBe(true);
  });
});

describe('the language to begin with', () => {
  it.each([
    ['zh', ['en-US'], 'zh'],
    [null, ['zh-TW', 'en'], 'zh'],
    [null, ['fr', 'en-GB'], 'en'],
    ['xx', [], 'en'],
  ] as const)('stored %s, system %s: %s', (stored, system, expected) => {
    expect(preferredLang(stored, system)).toBe(expected);
  });
});
