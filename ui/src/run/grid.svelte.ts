// The table of rows as a controller: which columns there are and how wide, which cell is active, what
// is in view. The component draws it and hands on keys and scrolling.
import { textScale } from '../shared/text-scale.svelte';
import type { RowEntry, RowWindow } from '../stores/rows.svelte';
import { readingOrder, widthsOf } from './columns';
import { ScrollMap } from './scroll-map';

/** Height of a row at usual text, in pixels. */
export const ROW_HEIGHT = 30;
/** Width of the column with the row's number, up to six digits, and of each more. */
const NUMBER_WIDTH = 64;
const DIGIT_WIDTH = 8;
/** Rows that decide the order and width of columns. */
const SAMPLE = 50;
/** Rows fetched beyond each edge, so that they are here when they come into view. */
const AHEAD = 60;
/** Rows that are placed from the same point: it moves seldom, so that a row that stays in view keeps its place. */
const STRIDE = 256;
const NARROWEST = 48;

export interface ActiveCell {
  row: number;
  column: number;
}

/** What is drawn: rows and columns in view, where the view begins, and the row that others are placed from. */
interface View {
  first: number;
  last: number;
  firstColumn: number;
  lastColumn: number;
  top: number;
  left: number;
  base: number;
}

/** What is seen of the table, in pixels. */
export interface Seen {
  width: number;
  height: number;
  rowHeight: number;
}

export class Grid {
  readonly rows: RowWindow;
  readonly map = new ScrollMap(ROW_HEIGHT);
  total = $state(0);
  /** Height of the track that is scrolled, without the head. */
  height = $state(0);
  /** All columns in reading order; those that later rows bring come at the end, so that nothing moves. */
  #order = $state.raw<string[]>([]);
  #widths = $state.raw<Record<string, number>>({});
  hidden = $state.raw<ReadonlySet<string>>(new Set());
  active = $state.raw<ActiveCell | null>(null);
  view = $state.raw<View>({ first: 0, last: -1, firstColumn: 0, lastColumn: -1, top: 0, left: 0, base: 0 });
  /** Largest number that a row may have, counted from 1. */
  #most = $state(0);
  #seenWidth = 0;

  readonly columns = $derived(this.#order.filter((column) => !this.hidden.has(column)));
  readonly widths = $derived(this.columns.map((column) => this.#widths[column] ?? NARROWEST));
  // Numbers by themselves: who reads one is not disturbed where another part of the view moves.
  readonly base = $derived(this.view.base);
  readonly #firstColumn = $derived(this.view.firstColumn);
  readonly #lastColumn = $derived(this.view.lastColumn);
  /** The columns in view, with their places among those that are shown. */
  readonly drawn = $derived(
    this.columns
      .slice(this.#firstColumn, this.#lastColumn + 1)
      .map((name, at) => ({ name, at: this.#firstColumn + at })),
  );
  readonly numberWidth = $derived(
    textScale.px(NUMBER_WIDTH + Math.max(0, String(this.#most).length - 6) * DIGIT_WIDTH),
  );
  readonly width = $derived(this.numberWidth + this.widths.reduce((sum, width) => sum + width, 0));

  constructor(rows: RowWindow) {
    this.rows = rows;
  }

  get all(): readonly string[] {
    return this.#order;
  }

  /** Takes in columns that were met since: ordered the first time, appended from then on. */
  learn(met: readonly string[]): void {
    const known = new Set(this.#order);
    const fresh = met.filter((column) => !known.has(column));
    if (fresh.length === 0) return;
    const from = this.#order.length === 0 ? 0 : Math.max(0, this.view.first);
    const count = Math.min(SAMPLE, Math.max(1, this.total - from));
    const row = (index: number) => this.rows.row(from + index);
    const ordered = this.#order.length === 0 ? readingOrder(fresh, row, count) : fresh;
    const widths = widthsOf(ordered, row, count);
    this.#widths = {
      ...this.#widths,
      ...Object.fromEntries(ordered.map((column, at) => [column, widths[at] ?? NARROWEST])),
    };
    this.#order = [...this.#order, ...ordered];
    this.draw();
  }

  resize(column: string, width: number): void {
    this.#widths = { ...this.#widths, [column]: Math.round(Math.max(NARROWEST, Math.min(width, 1200))) };
    this.draw();
  }

  toggle(column: string): void {
    const hidden = new Set(this.hidden);
    if (!hidden.delete(column) && this.columns.length > 1) hidden.add(column);
    this.hidden = hidden;
    if (this.active) this.activate(this.active.row, this.active.column);
    this.draw();
  }

  /** Takes in how many rows there are, the largest number one may have, and what is seen of them. */
  measure(total: number, most: number, { width, height, rowHeight }: Seen): void {
    this.total = total;
    this.#most = most;
    this.#seenWidth = width;
    this.map.rowHeight = rowHeight;
    this.map.resize(total, Math.max(rowHeight, height - rowHeight));
    this.height = this.map.height;
    this.draw();
  }

  /** Works out what is in view and has it fetched. */
  draw(left = this.view.left): void {
    const { first, last } = this.map.visible(this.total, 0);
    const base = Math.floor(first / STRIDE) * STRIDE;
    this.view = { first, last, ...this.#across(left), top: this.map.top, left, base };
    if (last >= first) void this.rows.ensure(first, last, this.total, AHEAD);
  }

  /** Returns the columns that are in view, of those behind the row's number. */
  #across(left: number): { firstColumn: number; lastColumn: number } {
    const right = left + this.#seenWidth - this.numberWidth;
    let [from, firstColumn, lastColumn] = [0, 0, -1];
    for (const [at, width] of this.widths.entries()) {
      if (from + width <= left) firstColumn = at + 1;
      if (from < right) lastColumn = at;
      from += width;
    }
    return { firstColumn, lastColumn };
  }

  activate(row: number, column: number): void {
    if (this.total === 0) return;
    this.active = {
      row: Math.min(Math.max(0, row), this.total - 1),
      column: Math.min(Math.max(0, column), Math.max(0, this.columns.length - 1)),
    };
  }

  /** Moves the active cell as a key says; returns whether the key means a move. */
  move(key: string, withControl: boolean): boolean {
    const { row, column } = this.active ?? { row: -1, column: 0 };
    const page = Math.max(1, Math.floor((this.view.last - this.view.first + 1) * 0.9));
    const lastRow = this.total - 1;
    const lastColumn = this.columns.length - 1;
    const to: Record<string, [number, number]> = {
      ArrowDown: [withControl ? lastRow : row + 1, column],
      ArrowUp: [withControl ? 0 : row - 1, column],
      ArrowRight: [Math.max(0, row), withControl ? lastColumn : column + 1],
      ArrowLeft: [Math.max(0, row), withControl ? 0 : column - 1],
      PageDown: [row + page, column],
      PageUp: [row - page, column],
      Home: [withControl ? 0 : Math.max(0, row), 0],
      End: [withControl ? lastRow : Math.max(0, row), lastColumn],
    };
    const target = to[key];
    if (!target) return false;
    this.activate(...target);
    return true;
  }

  /** The row with the active cell, when it is here, and the name of its column. */
  get activeEntry(): { entry: RowEntry; column: string } | null {
    const { active } = this;
    const entry = active ? this.rows.entry(active.row) : undefined;
    const column = active ? this.columns[active.column] : undefined;
    return entry && column !== undefined ? { entry, column } : null;
  }

  /** Where a column begins, behind the row's number. */
  leftOf(column: number): number {
    return this.widths.slice(0, column).reduce((sum, width) => sum + width, 0);
  }
}
