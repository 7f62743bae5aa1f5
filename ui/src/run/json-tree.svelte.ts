// A value as a tree of lines: which are there depends on what is unfolded. Children are read when they
// are first seen, so that a large value costs what is looked at.
import { childrenOf, cellOfJson, type Cell } from '../stores/row-text';
import type { PathStep } from './cell-paths';

export interface TreeLine {
  id: string;
  key: PathStep | null;
  path: PathStep[];
  level: number;
  json: string;
  cell: Cell;
  /** Number of fields or items; 0 for plain values. */
  size: number;
  isOpen: boolean;
}

const idOf = (path: readonly PathStep[]) => JSON.stringify(path);

export class JsonTree {
  readonly json: string;
  active = $state(0);
  #open = $state.raw<ReadonlySet<string>>(new Set([idOf([])]));

  readonly lines: TreeLine[] = $derived(this.#linesOf());

  /** Shows a value, unfolded down to the one at `path`. */
  constructor(json: string, path: readonly PathStep[] = []) {
    this.json = json;
    const open = new Set([idOf([])]);
    path.forEach((_, at) => open.add(idOf(path.slice(0, at + 1))));
    this.#open = open;
    const id = idOf(path);
    this.active = Math.max(
      0,
      this.lines.findIndex((line) => line.id === id),
    );
  }

  #linesOf(): TreeLine[] {
    const lines: TreeLine[] = [];
    const add = (key: PathStep | null, path: PathStep[], json: string, cell: Cell) => {
      const id = idOf(path);
      const isNested = cell.kind === 'object' || cell.kind === 'array';
      const isOpen = isNested && this.#open.has(id);
      const children = isNested ? childrenOf(json) : [];
      lines.push({ id, key, path, level: path.length + 1, json, cell, size: children.length, isOpen });
      if (isOpen) for (const child of children) add(child.key, [...path, child.key], child.json, child.cell);
    };
    add(null, [], this.json, cellOfJson(this.json));
    return lines;
  }

  get line(): TreeLine | undefined {
    return this.lines[this.active];
  }

  toggle(index: number): void {
    const line = this.lines[index];
    if (!line || line.size === 0) return;
    const open = new Set(this.#open);
    if (!open.delete(line.id)) open.add(line.id);
    this.#open = open;
  }

  /** Does what a key means in a tree; returns whether it means something. */
  press(key: string): boolean {
    const { line } = this;
    const last = this.lines.length - 1;
    if (!line) return false;
    if (key === 'ArrowDown') this.active = Math.min(last, this.active + 1);
    else if (key === 'ArrowUp') this.active = Math.max(0, this.active - 1);
    else if (key === 'Home') this.active = 0;
    else if (key === 'End') this.active = last;
    else if (key === 'ArrowRight') {
      if (line.size > 0 && !line.isOpen) this.toggle(this.active);
      else if (line.isOpen) this.active = Math.min(last, this.active + 1);
    } else if (key === 'ArrowLeft') {
      if (line.isOpen) this.toggle(this.active);
      else if (line.path.length > 0) {
        const parent = idOf(line.path.slice(0, -1));
        this.active = this.lines.findIndex((other) => other.id === parent);
      }
    } else if (key === 'Enter' || key === ' ') this.toggle(this.active);
    else return false;
    return true;
  }
}
