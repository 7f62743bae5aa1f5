// What imported metadata tells about a value beyond its shape: words, an example, limits. The
// embedded catalogue has none of it, so everything here is optional and read with care; limits are
// the vendor's advice and are shown beside the field, they never hold a value back.
import type { LocalText, ParamSpec, ValueFacts } from '../generated/contract';
import { catalogue, t } from '../shared/i18n.svelte';
import { plainText } from '../shared/plain-text';

export type { ValueFacts };

/** Returns the facts of a parameter or field; none when its catalogue has none. */
export function factsOf({ about }: Pick<ParamSpec, 'about'>): ValueFacts {
  return about ?? {};
}

/** Returns the vendor's words in the window's language, or in the other one, without marks. */
export function docOf({ doc }: ValueFacts): string {
  return wordsOf(doc);
}

/** Returns a text of the vendor's in the window's language, or in the other one, without marks. */
export function wordsOf(text: LocalText | undefined): string {
  const { en = '', zh = '' } = text ?? {};
  return plainText(catalogue.lang === 'zh' ? zh || en : en || zh);
}

/** Returns what a choice means, in a few words; empty when nobody says. */
export function choiceTitle({ choiceTitles }: ValueFacts, at: number): string {
  return wordsOf(choiceTitles?.[at]);
}

/** Says whether there is anything to show on demand. */
export function hasFacts(facts: ValueFacts): boolean {
  return docOf(facts) !== '' || valueLines(facts).length > 0;
}

/** Returns example, default and limits, each with its label. */
export function valueLines(facts: ValueFacts): { label: string; text: string }[] {
  const span = (least?: string | null, most?: string | null) =>
    least || most ? `${least ?? '…'} – ${most ?? '…'}` : '';
  const lines = [
    { label: t('inspector-example'), text: facts.example ?? '' },
    { label: t('inspector-default'), text: facts.default ?? '' },
    { label: t('inspector-range'), text: span(facts.minimum, facts.maximum) },
    { label: t('inspector-length'), text: span(facts.minLength, facts.maxLength) },
    { label: t('inspector-items'), text: span(facts.minItems, facts.maxItems) },
    { label: t('inspector-pattern'), text: facts.pattern ?? '' },
  ];
  return lines.filter(({ text }) => text !== '');
}
