// What the calls of a playbook have in common, kept up to date with each change: which operations are called, and which
// calls page by themselves. The status bar reads it, so an edit costs it nothing that grows with the document.
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { PagingMode, PlaybookNode } from '../generated/contract';
import { keyOfOperation, type OperationName } from './operation-name';

type Counted = Exclude<PagingMode, 'none'>;

export class CallTally {
  /** Operations that are called, each once however many nodes call it. */
  readonly operations = new SvelteMap<string, OperationName>();
  /** Ids of the calls that page automatically, by how. */
  readonly paged: Readonly<Record<Counted, SvelteSet<string>>> = {
    number: new SvelteSet(),
    cursor: new SvelteSet(),
  };
  /** Key of the operation that each node calls. */
  readonly #keys = new Map<string, string>();
  readonly #callersOf = new Map<string, Set<string>>();

  /** Takes over a call as it is now. */
  put({ id, settings }: PlaybookNode): void {
    const operation = operationOf(settings);
    const key = operation && keyOfOperation(operation);
    if (key !== this.#keys.get(id)) {
      this.#leave(id);
      if (operation && key) this.#join(id, key, operation);
    }
    const mode = modeOf(settings);
    for (const counted of ['number', 'cursor'] as const) {
      if (mode === counted) this.paged[counted].add(id);
      else this.paged[counted].delete(id);
    }
  }

  /** Forgets a node, whether it was a call or not. */
  remove(id: string): void {
    this.#leave(id);
    this.paged.number.delete(id);
    this.paged.cursor.delete(id);
  }

  clear(): void {
    this.operations.clear();
    this.paged.number.clear();
    this.paged.cursor.clear();
    this.#keys.clear();
    this.#callersOf.clear();
  }

  /** Returns the ids of the nodes that call one of these operations, named by their keys. */
  callersOf(keys: readonly string[]): string[] {
    return keys.flatMap((key) => [...(this.#callersOf.get(key) ?? [])]);
  }

  #join(id: string, key: string, operation: OperationName): void {
    this.#keys.set(id, key);
    const callers = this.#callersOf.get(key);
    if (callers) callers.add(id);
    else {
      this.#callersOf.set(key, new Set([id]));
      this.operations.set(key, operation);
    }
  }

  #leave(id: string): void {
    const key = this.#keys.get(id);
    if (key === undefined) return;
    this.#keys.delete(id);
    const callers = this.#callersOf.get(key);
    callers?.delete(id);
    if (callers?.size !== 0) return;
    this.#callersOf.delete(key);
    this.operations.delete(key);
  }
}

type Settings = PlaybookNode['settings'];

function operationOf(settings: Settings): OperationName | undefined {
  const { product, version, operation } = settings ?? {};
  if (typeof product !== 'string' || typeof operation !== 'string' || !product || !operation)
    return undefined;
  return { product, version: typeof version === 'string' ? version : '', operation };
}

function modeOf(settings: Settings): unknown {
  const paging: unknown = settings?.['paging'];
  return typeof paging === 'object' && paging !== null ? (paging as { mode?: unknown }).mode : undefined;
}
