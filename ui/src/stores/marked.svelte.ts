// Operations a person marked, and those used lately. They are settings of the program, so that they
// outlive the window; the playbook's own operations are read from the document.
import { keyOfOperation, readOperationKey, type OperationName } from './operation-name';
import type { SettingsStore } from './settings.svelte';

/** How many operations are remembered as used lately. */
const MOST_RECENT = 20;

export class MarkedOperations {
  #settings: SettingsStore;
  readonly favourites = $derived.by(() => named(this.#settings.current.favourites));
  readonly recent = $derived.by(() => named(this.#settings.current.recent));

  constructor(settings: SettingsStore) {
    this.#settings = settings;
  }

  isFavourite(operation: OperationName): boolean {
    return this.#settings.current.favourites.includes(keyOfOperation(operation));
  }

  toggleFavourite(operation: OperationName): Promise<void> {
    const key = keyOfOperation(operation);
    const { favourites } = this.#settings.current;
    const next = favourites.includes(key)
      ? favourites.filter((other) => other !== key)
      : [...favourites, key];
    return this.#settings.set({ favourites: next });
  }

  /** Notes that an operation was used; the last one comes first. */
  async noteUse(operation: OperationName): Promise<void> {
    const key = keyOfOperation(operation);
    const { recent } = this.#settings.current;
    if (recent[0] === key) return;
    const next = [key, ...recent.filter((other) => other !== key)].slice(0, MOST_RECENT);
    await this.#settings.set({ recent: next });
  }
}

function named(keys: readonly string[]): OperationName[] {
  return keys.map(readOperationKey).filter((name) => name !== null);
}
