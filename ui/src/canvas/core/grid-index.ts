// Uniform-grid index: which ids lie in a rectangle, without looking at all of them. A grid beats a
// tree here because every drag step moves entries, and most steps stay within the same cells and
// cost nothing. It knows rectangles and ids only; what they stand for is the scene's business.

import { intersects, type Rect } from './types';

/** Side of a cell for nodes, world units; measured in domain/canvas.md. */
export const NODE_CELL = 600;
/** Side of a cell for edges, which are longer. */
export const EDGE_CELL = 1200;

/** An entry over more cells than this is kept in one list of its own instead of in each cell. */
const MAX_CELLS = 128;
/** Cell numbers are kept within ±2^20 so that two of them fit one exact integer key. */
const CELL_LIMIT = 1 << 20;

interface Entry {
  id: string;
  rect: Rect;
  left: number;
  top: number;
  right: number;
  bottom: number;
  isLarge: boolean;
  /** Number of the last query that met it, so that an entry in several cells is reported once. */
  seen: number;
}

/** Finds entries by rectangle in time proportional to what is found. */
export class GridIndex {
  private readonly entries = new Map<string, Entry>();
  private readonly cells = new Map<number, Set<Entry>>();
  private readonly large = new Set<Entry>();
  private queries = 0;

  constructor(private readonly cellSize: number) {}

  get size(): number {
    return this.entries.size;
  }

  /** Adds an entry or moves it. */
  set(id: string, rect: Rect): void {
    const left = this.cellOf(rect.x);
    const top = this.cellOf(rect.y);
    const right = this.cellOf(rect.x + rect.width);
    const bottom = this.cellOf(rect.y + rect.height);
    const known = this.entries.get(id);
    if (known) {
      known.rect = rect;
      const same =
        known.left === left && known.top === top && known.right === right && known.bottom === bottom;
      if (same) return;
      this.takeOut(known);
    }
    const isLarge = (right - left + 1) * (bottom - top + 1) > MAX_CELLS;
    const entry: Entry = { id, rect, left, top, right, bottom, isLarge, seen: 0 };
    this.entries.set(id, entry);
    this.putIn(entry);
  }

  /** Returns the rectangle an entry was last given. */
  rectOf(id: string): Rect | undefined {
    return this.entries.get(id)?.rect;
  }

  /** Forgets an entry; unknown ids are ignored. */
  delete(id: string): void {
    const entry = this.entries.get(id);
    if (!entry) return;
    this.takeOut(entry);
    this.entries.delete(id);
  }

  /** Forgets everything. */
  clear(): void {
    this.entries.clear();
    this.cells.clear();
    this.large.clear();
  }

  /** Calls `visit` once with each id whose rectangle meets `area`. */
  query(area: Rect, visit: (id: string) => void): void {
    const mark = ++this.queries;
    const report = (entry: Entry): void => {
      if (entry.seen === mark) return;
      entry.seen = mark;
      if (intersects(entry.rect, area)) visit(entry.id);
    };
    const left = this.cellOf(area.x);
    const right = this.cellOf(area.x + area.width);
    const top = this.cellOf(area.y);
    const bottom = this.cellOf(area.y + area.height);
    // A question about more cells than exist is answered faster by walking the entries.
    if ((right - left + 1) * (bottom - top + 1) > this.cells.size) {
      for (const entry of this.entries.values()) report(entry);
      return;
    }
    for (let column = left; column <= right; column++) {
      for (let row = top; row <= bottom; row++) this.cells.get(keyOf(column, row))?.forEach(report);
    }
    this.large.forEach(report);
  }

  private cellOf(coordinate: number): number {
    const cell = Math.floor(coordinate / this.cellSize);
    return Math.min(CELL_LIMIT - 1, Math.max(-CELL_LIMIT, cell || 0));
  }

  private putIn(entry: Entry): void {
    if (entry.isLarge) {
      this.large.add(entry);
      return;
    }
    for (let column = entry.left; column <= entry.right; column++) {
      for (let row = entry.top; row <= entry.bottom; row++) {
        const key = keyOf(column, row);
        const cell = this.cells.get(key);
        if (cell) cell.add(entry);
        else this.cells.set(key, new Set([entry]));
      }
    }
  }

  private takeOut(entry: Entry): void {
    if (entry.isLarge) {
      this.large.delete(entry);
      return;
    }
    for (let column = entry.left; column <= entry.right; column++) {
      for (let row = entry.top; row <= entry.bottom; row++) {
        const key = keyOf(column, row);
        const cell = this.cells.get(key);
        if (cell?.delete(entry) && cell.size === 0) this.cells.delete(key);
      }
    }
  }
}

function keyOf(column: number, row: number): number {
  return (column + CELL_LIMIT) * (2 * CELL_LIMIT) + (row + CELL_LIMIT);
}
