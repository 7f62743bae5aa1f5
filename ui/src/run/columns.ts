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

/** Returns the columns with plain values first, in the order received; lists and objects follow. */
export function plainFirst(
  columns: readonly string[],
  row: (index: number) => Row | undefined,
  count: number,
): string[] {
  const isStructure = (column: string) => {
    for (let index = 0; index < count; index += 1) {
      const kind = row(index)?.get(column)?.kind;
      if (kind === 'object' || kind === 'array') return true;
    }
    return false;
  };
  const structures = new Set(columns.filter(isStructure));
  return [...columns.filter((column) => !structures.has(column)), ...structures];
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
