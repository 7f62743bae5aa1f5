// Numbers as they are typed. Whole numbers are read as digits, not as JavaScript numbers, so that
// an id of 19 digits keeps every one of them: beyond 2^53 the value travels as text, which the
// engine writes to the wire exactly as it writes a number. References are let through, because
// inside a list a text with a reference is an expression.
import { t } from '../../shared/i18n.svelte';
import type { Json } from '../contract';
import type { Reading } from '../draft.svelte';
import { exactNumber } from '../json-text';

const LIMITS = {
  int32: [-(2n ** 31n), 2n ** 31n - 1n],
  int64: [-(2n ** 63n), 2n ** 63n - 1n],
} as const;

/** Says whether a text has a reference in it. */
export function hasReference(text: string): boolean {
  return text.includes('${');
}

/** Reads a whole number; unsafe ones stay text. */
export function readInteger(text: string, shape: 'int32' | 'int64'): Reading<Json> {
  const trimmed = text.trim();
  if (trimmed === '') return { value: undefined };
  if (hasReference(trimmed)) return { value: trimmed };
  if (!/^[+-]?\d+$/.test(trimmed)) return { problem: t('inspector-not-integer') };
  const exact = BigInt(trimmed.replace(/^\+/, ''));
  const [least, most] = LIMITS[shape];
  if (exact < least || exact > most) {
    return { problem: t('inspector-out-of-range', { least: String(least), most: String(most) }) };
  }
  const number = Number(exact);
  return { value: Number.isSafeInteger(number) ? number : String(exact) };
}

/** Reads a number with a fraction; one that JavaScript would round stays text. */
export function readNumber(text: string): Reading<Json> {
  const trimmed = text.trim();
  if (trimmed === '') return { value: undefined };
  if (hasReference(trimmed)) return { value: trimmed };
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(trimmed)) return { problem: t('inspector-not-number') };
  return { value: exactNumber(canonical(trimmed)) };
}

/** Says whether a value is a whole number kept as text because of its size. */
export function isBigText(value: Json | undefined): boolean {
  return typeof value === 'string' && /^-?\d+$/.test(value) && !Number.isSafeInteger(Number(value));
}

/** Gives a number text the form JSON asks for: no plus, digits on both sides of the point, no leading zeros. */
function canonical(text: string): string {
  return text
    .replace(/^\+/, '')
    .replace(/^(-?)\./, '$10.')
    .replace(/\.(?=$|[eE])/, '')
    .replace(/^(-?)0+(?=\d)/, '$1');
}

/** Prints a scalar for a line of text. */
export function printScalar(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
