// What imported metadata tells about a value beyond its shape: words, an example, limits. The
// embedded catalogue has none of it, so everything here is optional and read with care; limits are
// the vendor's advice and are shown beside the field, they never hold a value back.
import type { FieldSpec, LocalText, ParamSpec, ValueFacts } from '../generated/contract';
import { catalogue, t } from '../shared/i18n.svelte';
import { plainText } from '../shared/plain-text';

export type { ValueFacts };

/** Longest text a vendor's pattern is tried on: some patterns take very long on long texts. */
const MOST_TRIED = 256;

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

/**
 * Says what is wrong with the value of a field inside an object, where no checker looks: required and missing, not
 * among the only choices, or beyond a limit.
 */
export function fieldProblem(spec: FieldSpec, value: unknown): string | undefined {
  if (value === undefined || value === null || value === '')
    return spec.required ? t('inspector-limit-required') : undefined;
  return brokenChoice(spec, value) ?? brokenLimit(factsOf(spec), value);
}

/** Says that a value is none of the only choices there are; undefined when it is, or when others are allowed. */
export function brokenChoice(
  { about, choices = [] }: Pick<FieldSpec, 'about' | 'choices'>,
  value: unknown,
): string | undefined {
  if (!about?.closedChoices || choices.length === 0 || typeof value === 'object') return undefined;
  const text = String(value);
  return text.includes('${') || choices.includes(text)
    ? undefined
    : t('inspector-limit-choice', { choices: choices.join(', ') });
}

/** Says which limit a value breaks; undefined when it keeps all that are known. */
export function brokenLimit(facts: ValueFacts, value: unknown): string | undefined {
  if (Array.isArray(value))
    return (
      outside(value.length, facts.minItems, facts.maxItems) &&
      t('inspector-limit-items', limits(facts, 'Items'))
    );
  if (typeof value === 'number' || (typeof value === 'string' && isNumeric(facts)))
    return (
      outside(Number(value), facts.minimum, facts.maximum) &&
      t('inspector-limit-number', limits(facts, 'imum'))
    );
  if (typeof value !== 'string' || value === '' || value.includes('${')) return undefined;
  if (outside([...value].length, facts.minLength, facts.maxLength))
    return t('inspector-limit-length', limits(facts, 'Length'));
  const matches = facts.pattern && value.length <= MOST_TRIED ? tryPattern(facts.pattern, value) : true;
  return matches ? undefined : t('inspector-limit-pattern', { pattern: facts.pattern });
}

const isNumeric = ({ minimum, maximum }: ValueFacts) => minimum != null || maximum != null;

function outside(size: number, least?: string | null, most?: string | null): true | undefined {
  // What is no number has been told already; an unreadable limit limits nothing.
  return size < Number(least ?? NaN) || size > Number(most ?? NaN) || undefined;
}

function limits(facts: ValueFacts, what: 'Items' | 'Length' | 'imum'): { least: string; most: string } {
  const [least, most] = [facts[`min${what}`], facts[`max${what}`]];
  return { least: least ?? '…', most: most ?? '…' };
}

/** The vendor's dialect is not quite JavaScript's: a pattern that cannot be read forbids nothing. */
function tryPattern(pattern: string, text: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u').test(text);
  } catch {
    return true;
  }
}
