// How wide the columns of a result are and how a cell looks, from what the first rows hold.
import type { Cell } from '../stores/row-text';
import type { Row } from '../stores/rows.svelte';

const LEAST = 64;
const MOST = 320;
/** Widths at 13 px, in pixels: most letters, capitals and (tabular) digits, CJK characters. */
const LETTER = 7.2;
const CAPITAL = 8.6;
const WIDE_LETTER = 13;
const PADDING = 28;

function widthOf(text: string): number {
  let width = PADDING;
  for (const letter of text.slice(0, 60)) {
    width += letter > '\u2e7f' ? WIDE_LETTER : /[A-Z0-9_]/.test(letter) ? CAPITAL : LETTER;
  }
  return width;
}

/** Names that tell rows apart, and names that say how they stand; what a reader looks for first. */
const IDENTITY = /^(id|uuid)$|name$|title$/i;
const STATE = /(status|state|level|type)$/i;

/**
 * Returns the columns in reading order: what tells rows apart, how they stand, other plain values, JSON in text,
 * lists and objects. Within each of these the order is the one received.
 */
export function readingOrder(
  columns: readonly string[],
  row: (index: number) => Row | undefined,
  count: number,
): string[] {
  const rank = (column: string) => {
    let rank = IDENTITY.test(column) ? 0 : STATE.test(column) ? 1 : 2;
    for (let index = 0; index < count; index += 1) {
      const cell = row(index)?.get(column);
      if (cell?.kind === 'object' || cell?.kind === 'array') return 4;
      if (cell?.kind === 'string' && /^[[{]/.test(cell.text)) rank = 3;
    }
    return rank;
  };
  const ranked = columns.map((column) => ({ column, rank: rank(column) }));
  return ranked.sort((a, b) => a.rank - b.rank).map(({ column }) => column);
}

/** Returns a width for each column: that of its widest text among the first rows, within limits. */
export function widthsOf(
  columns: readonly string[],
  row: (index: number) => Row | undefined,
  count: number,
): number[] {
  return columns.map((column) => {
    let width = widthOf(column);
    for (let index = 0; index < count; index += 1) {
      const text = row(index)?.get(column)?.text;
      if (text) width = Math.max(width, widthOf(text));
    }
    return Math.round(Math.min(MOST, Math.max(LEAST, width)));
  });
}

/** Returns the class of a cell: structures and nothing are shown less loudly than values. */
export function cellTone(cell: Cell): string | undefined {
  if (cell.kind === 'object' || cell.kind === 'array') return 'mono';
  return cell.kind === 'null' ? 'dim' : undefined;
}
