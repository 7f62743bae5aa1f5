// The rows of one run, or the matches of a filter over them, as the window holds them: only the
// blocks that were looked at, asked from the engine in windows, and the columns met so far. A million
// rows cost what is on the screen.
import { SvelteMap } from 'svelte/reactivity';
import type { Host } from '../host/host';
import { readRow, type Cell } from './row-text';

/** Rows in one block; the engine gives at most 500 at once. */
export const BLOCK = 100;
/** Blocks kept; the ones looked at longest ago go first. */
const MOST_BLOCKS = 40;
/** Requests under way at most: who scrolls fast wants the last place, not all on the way. */
const MOST_ASKED = 2;
/** Columns shown at most: beyond that a table is no use, and the export has everything. */
const MOST_COLUMNS = 60;

export type Row = Map<string, Cell>;

/** A row as it was received. */
export interface RowEntry {
  /** Its number in the run, from 0. */
  number: number;
  json: string;
  cells: Row;
  /** Where a value that a filter picked stands in its row; empty for a whole row. */
  path: string;
  /** Bytes of the whole row where it is too large to be here: `json` is its beginning then. */
  cutFrom?: number;
}

/** What of the rows a window looks at. */
export interface Through {
  filter: string;
  picks: boolean;
}

/** Rows to have: those in view, and how many more at either side, as long as nothing in view is missing. */
interface Wanted {
  first: number;
  last: number;
  ahead: number;
  total: number;
}
const NOTHING: Wanted = { first: 0, last: -1, ahead: 0, total: 0 };

export class RowWindow {
  readonly run: string;
  columns = $state.raw<string[]>([]);
  failed = $state.raw<unknown>(null);
  #host: Host;
  #through: Through | undefined;
  #blocks = new SvelteMap<number, RowEntry[]>();
  /** Rows asked for of each block. */
  #asked = new Map<number, number>();
  #wanted = NOTHING;
  #underWay = 0;
  #waiting: (() => void)[] = [];

  constructor(host: Host, run: string, through?: Through) {
    this.#host = host;
    this.run = run;
    this.#through = through;
  }

  /** Returns the cells of a row when it is here. */
  row(index: number): Row | undefined {
    return this.entry(index)?.cells;
  }

  /** Returns a row when it is here. */
  entry(index: number): RowEntry | undefined {
    return this.#blocks.get(Math.floor(index / BLOCK))?.[index % BLOCK];
  }

  /**
   * Makes sure that the rows from `first` to `last` (inclusive) of `total` are here or on their way, then those up to
   * `ahead` more at either side. Rows wanted before and not asked for yet are wanted no more. Settles when nothing wanted
   * is missing.
   */
  ensure(first: number, last: number, total: number, ahead = 0): Promise<void> {
    this.#wanted = { first, last, ahead, total };
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#pump();
    });
  }

  #pump(): void {
    for (const block of blocksOf(this.#wanted)) {
      const complete = Math.min(BLOCK, this.#wanted.total - block * BLOCK);
      if (complete <= (this.#asked.get(block) ?? 0)) continue;
      if (this.#underWay >= MOST_ASKED) return;
      this.#asked.set(block, complete);
      this.#underWay += 1;
      void this.#fetch(block, complete).finally(() => {
        this.#underWay -= 1;
        this.#pump();
      });
    }
    if (this.#underWay === 0) for (const settle of this.#waiting.splice(0)) settle();
  }

  async #fetch(block: number, complete: number): Promise<void> {
    const entries: RowEntry[] = [];
    try {
      // Large rows come in several answers.
      while (entries.length < complete) {
        const offset = block * BLOCK + entries.length;
        const request = { run: this.run, offset, limit: BLOCK - entries.length, ...this.#through };
        const reply = await this.#host.call('run_rows', request);
        if (reply.rows.length === 0) break;
        const cut = new Map(reply.cut?.map(({ at, bytes }) => [at, bytes]));
        reply.rows.forEach((json, at) =>
          entries.push({
            number: reply.numbers?.[at] ?? offset + at,
            json,
            cells: readRow(json),
            path: reply.paths?.[at] ?? '',
            ...(cut.has(at) ? { cutFrom: cut.get(at) } : {}),
          }),
        );
      }
      this.#blocks.delete(block);
      this.#blocks.set(block, entries);
      this.#learnColumns(entries);
      this.#forgetOldest();
      this.failed = null;
    } catch (reason) {
      // Not asked again by itself, which could go on for ever: the next look at the rows does.
      this.#wanted = NOTHING;
      this.#asked.delete(block);
      this.failed = reason;
    }
  }

  #learnColumns(entries: RowEntry[]): void {
    const known = new Set(this.columns);
    const before = known.size;
    for (const { cells } of entries)
      for (const key of cells.keys()) if (known.size < MOST_COLUMNS) known.add(key);
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

/** Returns the blocks that hold what is wanted, those in view first. */
function blocksOf({ first, last, ahead, total }: Wanted): number[] {
  const block = (row: number) => Math.floor(Math.min(Math.max(0, row), total - 1) / BLOCK);
  if (last < first || total <= 0) return [];
  const [from, to] = [block(first), block(last)];
  const inView = Array.from({ length: to - from + 1 }, (_, at) => from + at);
  const beside = [block(last + ahead), block(first - ahead)].filter((at) => at < from || at > to);
  return [...inView, ...beside];
}
