// What imported metadata tells about a value beyond its shape: words, an example, limits. The
// embedded catalogue has none of it, so everything here is optional and read with care; limits are
// the vendor's advice and are shown beside the field, they never hold a value back.
import { catalogue, t } from '../shared/i18n.svelte';

/** Facts about a value; numbers are texts, as the source writes them. */
export interface ValueFacts {
  doc?: { en?: string; zh?: string };
  example?: string | null;
  default?: string | null;
  minimum?: string | null;
  maximum?: string | null;
  minLength?: string | null;
  maxLength?: string | null;
  pattern?: string | null;
  minItems?: string | null;
  maxItems?: string | null;
}

/** Longest text a vendor's pattern is tried on: some patterns take very long on long texts. */
const MOST_TRIED = 256;

/** Returns the facts of a parameter or field; none when its catalogue has none. */
export function factsOf(spec: object): ValueFacts {
  const about = 'about' in spec ? spec.about : undefined;
  return typeof about === 'object' && about !== null ? about : {};
}

/** Returns the vendor's words in the window's language, or in the other one. */
export function docOf({ doc }: ValueFacts): string {
  const { en = '', zh = '' } = doc ?? {};
  return catalogue.lang === 'zh' ? zh || en : en || zh;
}

/** Says whether there is anything to show on demand. */
export function hasFacts(facts: ValueFacts): boolean {
  return docOf(facts) !== '' || [facts.example, facts.default].some((text) => text != null && text !== '');
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
