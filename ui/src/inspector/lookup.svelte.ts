// One question to the catalogue at a time, with its answer remembered: a node selected again is
// drawn at once and complete, so the panel does not jump. Answers to questions nobody asks any
// more are dropped.

type Remembered = Map<string, unknown>;
const memory = new WeakMap<object, Remembered>();

export class Lookup<T> {
  value = $state.raw<T | undefined>();
  failed = $state(false);
  busy = $state(false);
  #key: string | undefined;

  /** @param api whose answers these are; another object means another catalogue */
  constructor(readonly api: () => object) {}

  /** Asks unless the answer is there; a question that failed is asked again only by `force`. */
  async ask(key: string, question: () => Promise<T>, force = false): Promise<T | undefined> {
    if (key === this.#key && !force) return this.value;
    this.#key = key;
    const known = this.#remembered().get(key) as T | undefined;
    this.value = known;
    this.failed = false;
    this.busy = known === undefined;
    if (known !== undefined) return known;
    try {
      const answer = await question();
      this.#remembered().set(key, answer);
      if (this.#key === key) this.value = answer;
      return answer;
    } catch {
      if (this.#key === key) this.failed = true;
      return undefined;
    } finally {
      if (this.#key === key) this.busy = false;
    }
  }

  /** Forgets the question, because there is nothing to ask. */
  clear(): void {
    this.#key = undefined;
    this.value = undefined;
    this.failed = false;
    this.busy = false;
  }

  #remembered(): Remembered {
    const api = this.api();
    let map = memory.get(api);
    if (!map) memory.set(api, (map = new Map()));
    return map;
  }
}
