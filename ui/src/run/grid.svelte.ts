// The table of rows as a controller: which columns there are and how wide, which cell is active, what
// is in view. The component draws it and hands on keys and scrolling.
import type { RowEntry, RowWindow } from '../stores/rows.svelte';
import { readingOrder, widthsOf } from './columns';
import { ScrollMap } from './scroll-map';

/** Height of a row at usual text, in pixels. */
export const ROW_HEIGHT = 30;
/** Width of the column with the row's number. */
export const NUMBER_WIDTH = 64;
/** Rows that decide the order and width of columns. */
const SAMPLE = 50;
/** Rows drawn beyond each edge. */
const BEYOND = 8;
const NARROWEST = 48;

export interface ActiveCell {
  row: number;
  column: number;
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
  /** Rows drawn, and where what is in view begins. */
  view = $state.raw({ first: 0, last: -1, top: 0 });

  readonly columns = $derived(this.#order.filter((column) => !this.hidden.has(column)));
  readonly widths = $derived(this.columns.map((column) => this.#widths[column] ?? NARROWEST));
  readonly width = $derived(NUMBER_WIDTH + this.widths.reduce((sum, width) => sum + width, 0));

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
    const { first, last } = this.view;
    const from = this.#order.length === 0 ? 0 : Math.max(0, first);
    const count = Math.min(SAMPLE, Math.max(1, last - from + 1), Math.max(1, this.total));
    const row = (index: number) => this.rows.row(from + index);
    const ordered = this.#order.length === 0 ? readingOrder(fresh, row, count) : fresh;
    const widths = widthsOf(ordered, row, count);
    this.#widths = {
      ...this.#widths,
      ...Object.fromEntries(ordered.map((column, at) => [column, widths[at] ?? NARROWEST])),
    };
    this.#order = [...this.#order, ...ordered];
  }

  resize(column: string, width: number): void {
    this.#widths = { ...this.#widths, [column]: Math.round(Math.max(NARROWEST, Math.min(width, 1200))) };
  }

  toggle(column: string): void {
    const hidden = new Set(this.hidden);
    if (!hidden.delete(column) && this.columns.length > 1) hidden.add(column);
    this.hidden = hidden;
    if (this.active) this.activate(this.active.row, this.active.column);
  }

  /** Takes in how many rows there are, how high they are and what is seen of them. */
  measure(total: number, height: number, rowHeight: number): void {
    this.total = total;
    this.map.rowHeight = rowHeight;
    this.map.resize(total, Math.max(rowHeight, height - rowHeight));
    this.height = this.map.height;
    this.draw();
  }

  /** Works out what is in view and has it fetched. */
  draw(): void {
    const { first, last } = this.map.visible(this.total, BEYOND);
    this.view = { first, last, top: this.map.top };
    if (last >= first) void this.rows.ensure(first, last, this.total);
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
    const page = Math.max(1, Math.floor((this.view.last - this.view.first + 1 - 2 * BEYOND) * 0.9));
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
