// What a person is typing into one field, apart from what the document says. A burst of typing
// becomes one edit: it is handed on after half a second of rest, on leaving the field or on Enter,
// under a mark of its own. The engine's echo is shown only when nothing newer has been typed.

/** Rest after which typed text is handed on, in milliseconds. */
export const IDLE_MS = 500;

/** What a text means: a value (undefined: not set), or why it means none. */
export type Reading<T> = { value: T | undefined } | { problem: string };

export interface DraftPlan<T> {
  /** The document's value. */
  source: () => T | undefined;
  print: (value: T | undefined) => string;
  read: (text: string) => Reading<T>;
  /** Hands a value on; settles when the document shows it. */
  send: (value: T | undefined, mark: string) => Promise<unknown> | void;
  /** Path of the setting, the stem of the marks. */
  path: string;
  /** Where text that means nothing yet is kept while the field is not on screen. */
  unfinished?: { store: Map<string, string>; key: string };
}

let bursts = 0;

/** Returns a mark that no other burst has. */
export function newMark(path: string): string {
  bursts += 1;
  return `${path}:${bursts}`;
}

export class Draft<T> {
  // Plain fields with one counter for the screen: while a component is taken down, reading $state
  // gives what it was before, and text just restored would be handed on after all.
  #typed: string | undefined;
  #dirty = false;
  /** Edits handed on that have not settled. */
  #inFlight = 0;
  #rested = false;
  #version = $state(0);
  #focused = false;
  #composing = false;
  #burst = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly plan: DraftPlan<T>) {
    const kept = plan.unfinished?.store.get(plan.unfinished.key);
    if (kept === undefined) return;
    this.#typed = kept;
    this.#dirty = true;
    this.#rested = true;
  }

  /** The text to show. */
  get text(): string {
    this.#watch();
    const source = this.plan.source();
    const own = this.#typed;
    if (own === undefined) return this.plan.print(source);
    if (this.#dirty || this.#inFlight > 0) return own;
    // Handed on and still the same: keeps "1.0" from becoming "1" under the cursor.
    const reading = this.plan.read(own);
    const same = 'value' in reading && this.plan.print(reading.value) === this.plan.print(source);
    return same ? own : this.plan.print(source);
  }

  /** Why the text means nothing; said once the person rests, not at every key. */
  get problem(): string | undefined {
    this.#watch();
    if (!this.#dirty || !this.#rested || this.#typed === undefined) return undefined;
    const reading = this.plan.read(this.#typed);
    return 'problem' in reading ? reading.problem : undefined;
  }

  get isDirty(): boolean {
    this.#watch();
    return this.#dirty;
  }

  focus(): void {
    this.#focused = true;
  }

  /** Takes what the field holds after a key, a paste or a choice from a list. */
  type(text: string): void {
    if (!this.#dirty) this.#burst = newMark(this.plan.path);
    this.#typed = text;
    this.#dirty = true;
    this.#rested = false;
    this.#schedule();
    this.#changed();
  }

  /** An input method began or ended composing; half-composed text is never handed on. */
  compose(on: boolean): void {
    this.#composing = on;
    if (on) clearTimeout(this.#timer);
    else if (this.#dirty) this.#schedule();
  }

  /** Hands on what is typed when the panel goes away; reads and writes nothing reactive when nothing is. */
  flush(): void {
    if (this.#dirty) this.leave();
  }

  leave(): void {
    this.#focused = false;
    this.#composing = false;
    this.commit();
    if (!this.#dirty && this.#inFlight === 0) this.#typed = undefined;
    this.#changed();
  }

  /** Goes back to the document's value; says whether there was anything to go back from. */
  restore(): boolean {
    clearTimeout(this.#timer);
    if (!this.#dirty) return false;
    this.#forget();
    this.#dirty = false;
    this.#typed = undefined;
    this.#changed();
    return true;
  }

  /** Hands the text on now, when it is new and means something. */
  commit(): void {
    clearTimeout(this.#timer);
    if (!this.#dirty || this.#typed === undefined) return;
    this.#rested = true;
    this.#changed();
    const text = this.#typed;
    const reading = this.plan.read(text);
    if ('problem' in reading) {
      this.plan.unfinished?.store.set(this.plan.unfinished.key, text);
      return;
    }
    this.#forget();
    this.#dirty = false;
    if (this.plan.print(reading.value) === this.plan.print(this.plan.source())) return;
    this.#send(reading.value);
  }

  #send(value: T | undefined): void {
    this.#inFlight += 1;
    const done = () => {
      this.#inFlight -= 1;
      if (this.#inFlight === 0 && !this.#dirty && !this.#focused) this.#typed = undefined;
      this.#changed();
    };
    // A refusal is told by whoever sent the edit; here it only means that the old value stands.
    Promise.resolve(this.plan.send(value, this.#burst)).then(done, done);
  }

  /** Makes what reads the draft follow it. */
  #watch(): void {
    void this.#version;
  }

  #changed(): void {
    this.#version += 1;
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (!this.#composing) this.#timer = setTimeout(() => this.commit(), IDLE_MS);
  }

  #forget(): void {
    this.plan.unfinished?.store.delete(this.plan.unfinished.key);
  }
}
