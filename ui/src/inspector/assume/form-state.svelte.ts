// What a person has unfolded in the parameter form of one node. A parameter once shown stays
// shown, so that no field vanishes under the hand that clears it.
import type { Json } from '../contract';

export class FormState {
  unfolded = $state(false);
  clutter = $state(false);
  filter = $state('');
  /** The parameters are shown as one JSON text. */
  asJson = $state(false);
  #kept = $state.raw<ReadonlySet<string>>(new Set());

  get kept(): ReadonlySet<string> {
    return this.#kept;
  }

  /** Shows a parameter from now on. */
  keep(names: Iterable<string>): void {
    const fresh = [...names].filter((name) => !this.#kept.has(name));
    if (fresh.length > 0) this.#kept = new Set([...this.#kept, ...fresh]);
  }

  keepUsed(parameters: Readonly<Record<string, Json>>): void {
    this.keep(Object.keys(parameters));
  }

  /** Folds the optional parameters; what is in use stays in sight, the rest of the memory goes. */
  fold(): void {
    this.unfolded = false;
    this.clutter = false;
    this.filter = '';
    this.#kept = new Set();
  }
}
