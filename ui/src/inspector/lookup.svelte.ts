// One question to the catalogue at a time, with its answer remembered: a node selected again is
// drawn at once and complete, so the panel does not jump. Answers to questions nobody asks any
// more are dropped.

import { untrack } from 'svelte';

type Remembered = Map<string, unknown>;
const memory = new WeakMap<object, Remembered>();

/** Returns what is remembered of a question, or asks it and remembers the answer. */
export async function remembered<T>(api: object, key: string, question: () => Promise<T>): Promise<T> {
  const known = answersOf(api).get(key) as T | undefined;
  if (known !== undefined) return known;
  const answer = await question();
  answersOf(api).set(key, answer);
  return answer;
}

/** Returns the key of a question about an operation. */
export function operationKey(about: { product: string; version: string; operation: string }): string {
  return `operation ${about.product} ${about.version} ${about.operation}`;
}

function answersOf(api: object): Remembered {
  let answers = memory.get(api);
  if (!answers) memory.set(api, (answers = new Map()));
  return answers;
}

export class Lookup<T> {
  value = $state.raw<T | undefined>();
  /** The last answer, also while the next one is awaited: what is drawn from it does not jump. */
  held = $state.raw<T | undefined>();
  failed = $state(false);
  busy = $state(false);
  #key: string | undefined;
  #asked: object | undefined;
  #pending: Promise<T | undefined> = Promise.resolve(undefined);

  /** @param api whose answers these are; another object means another catalogue */
  constructor(readonly api: () => object) {}

  /** Asks unless that is asked already; a question that failed is asked again only by `force`. */
  ask(
    key: string,
    question: () => Promise<T>,
    { force = false, known }: { force?: boolean; known?: T } = {},
  ): Promise<T | undefined> {
    const api = this.api();
    if (key === this.#key && api === this.#asked && !force) return this.#pending;
    // The same question to a newer catalogue: the old answer stands until the new one is there.
    const old = key === this.#key ? untrack(() => this.value) : undefined;
    this.#key = key;
    this.#asked = api;
    if (known !== undefined) answersOf(api).set(key, known);
    const answer = answersOf(api).get(key) as T | undefined;
    this.value = answer ?? old;
    if (answer !== undefined) this.held = answer;
    this.failed = false;
    this.busy = answer === undefined;
    this.#pending = answer === undefined ? this.#wait(key, api, question) : Promise.resolve(answer);
    return this.#pending;
  }

  async #wait(key: string, api: object, question: () => Promise<T>): Promise<T | undefined> {
    const isAsked = () => this.#key === key && this.#asked === api;
    try {
      const answer = await remembered(api, key, question);
      if (isAsked()) this.value = this.held = answer;
      return answer;
    } catch {
      if (isAsked()) {
        this.value = this.held = undefined;
        this.failed = true;
      }
      return undefined;
    } finally {
      if (isAsked()) this.busy = false;
    }
  }

  /** Forgets the question, because there is nothing to ask. */
  clear(): void {
    this.#key = undefined;
    this.value = this.held = undefined;
    this.failed = false;
    this.busy = false;
  }
}
