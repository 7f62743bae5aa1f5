// The rows of one run as the window holds them: only the blocks that were looked at, asked from
// the engine in windows, and the columns met so far. A million rows cost what is on the screen.
import { SvelteMap } from 'svelte/reactivity';
import type { Host } from '../host/host';
import { readRow, type Cell } from './row-text';

/** Rows in one block; the engine gives at most 500 at once. */
export const BLOCK = 100;
/** Blocks kept; the ones looked at longest ago go first. */
const MOST_BLOCKS = 40;
/** Columns shown at most: beyond that a table is no use, and the export has everything. */
const MOST_COLUMNS = 60;

export type Row = Map<string, Cell>;

export class RowWindow {
  readonly run: string;
  columns = $state.raw<string[]>([]);
  failed = $state.raw<unknown>(null);
  #host: Host;
  #blocks = new SvelteMap<number, Row[]>();
  #asked = new Map<number, number>();

  constructor(host: Host, run: string) {
    this.#host = host;
    this.run = run;
  }

  /** Returns a row when it is here. */
  row(index: number): Row | undefined {
    return this.#blocks.get(Math.floor(index / BLOCK))?.[index % BLOCK];
  }

  /** Makes sure that the rows from `first` to `last` (inclusive) of `total` are here or on their way. */
  async ensure(first: number, last: number, total: number): Promise<void> {
    const wanted: Promise<void>[] = [];
    for (let block = Math.floor(first / BLOCK); block <= Math.floor(last / BLOCK); block += 1) {
      const complete = Math.min(BLOCK, total - block * BLOCK);
      if (complete > (this.#asked.get(block) ?? 0)) wanted.push(this.#fetch(block, complete));
    }
    await Promise.all(wanted);
  }

  async #fetch(block: number, complete: number): Promise<void> {
    this.#asked.set(block, complete);
    try {
      const reply = await this.#host.call('run_rows', { run: this.run, offset: block * BLOCK, limit: BLOCK });
      const rows = reply.rows.map((json) => readRow(json));
      this.#blocks.delete(block);
      this.#blocks.set(block, rows);
      this.#learnColumns(rows);
      this.#forgetOldest();
      this.failed = null;
    } catch (reason) {
      this.#asked.delete(block);
      this.failed = reason;
    }
  }

  #learnColumns(rows: Row[]): void {
    const known = new Set(this.columns);
    const before = known.size;
    for (const row of rows) for (const key of row.keys()) if (known.size < MOST_COLUMNS) known.add(key);
    if (known.size !== before) this.columns = [...known];
  }

  #forgetOldest(): void {
    for (const block of this.#blocks.keys()) {
      if (this.#blocks.size <= MOST_BLOCKS) return;
      this.#blocks.delete(block);
      this.#asked.delete(block);
    }
  }
}
