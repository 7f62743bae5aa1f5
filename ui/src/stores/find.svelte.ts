// Find in the open playbook: the text, the engine's hits, and which of them is the current one. Asked
// for a moment after the last key; an answer to an older question is dropped. Goes nowhere itself:
// whoever shows it is told which hit became current.
import type { Hit } from '../generated/contract';
import type { Host } from '../host/host';
import { showFailure } from './failure';

/** Quiet time after a key before the engine is asked, in milliseconds. */
const FIND_AFTER_MS = 80;

interface Subject {
  doc: string;
  revision: number;
}

export class FindStore {
  isOpen = $state(false);
  text = $state('');
  caseSensitive = $state(false);
  hits = $state.raw<Hit[]>([]);
  /** All hits there are; more than `hits` when the engine sent only the first. */
  total = $state(0);
  /** Index of the current hit, -1 for none. */
  at = $state(-1);
  /** Bumped to ask the search field for the focus. */
  turn = $state(0);
  #host: Host;
  #subject: () => Subject;
  #onCurrent: (hit: Hit) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  readonly current = $derived<Hit | undefined>(this.hits[this.at]);

  constructor(host: Host, subject: () => Subject, onCurrent: (hit: Hit) => void) {
    this.#host = host;
    this.#subject = subject;
    this.#onCurrent = onCurrent;
  }

  open(): void {
    this.isOpen = true;
    this.turn += 1;
    if (this.text) void this.ask(false);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#asked += 1;
    this.isOpen = false;
    this.#take([], 0);
  }

  /** Looks for another text soon, and goes to its first hit. */
  look(text: string, caseSensitive = this.caseSensitive): void {
    this.text = text;
    this.caseSensitive = caseSensitive;
    this.#later(true);
  }

  /** Looks again, as the playbook changed; stays where it is. */
  refresh(): void {
    if (this.isOpen && this.text) this.#later(false);
  }

  #later(goes: boolean): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.ask(goes), FIND_AFTER_MS);
  }

  async ask(goes: boolean): Promise<void> {
    clearTimeout(this.#timer);
    const asked = (this.#asked += 1);
    const { doc } = this.#subject();
    if (doc === '' || this.text === '') {
      this.#take([], 0);
      return;
    }
    const request = { doc, text: this.text, caseSensitive: this.caseSensitive };
    try {
      const { hits, total } = await this.#host.call('document_find', request);
      if (asked !== this.#asked) return;
      this.#take(hits, total);
      if (goes) this.step(1);
    } catch (reason) {
      showFailure(reason);
    }
  }

  #take(hits: Hit[], total: number): void {
    const before = this.current;
    this.hits = hits;
    this.total = total;
    const same = (hit: Hit) =>
      before && hit.node === before.node && hit.edge === before.edge && hit.path === before.path;
    this.at = hits.findIndex(same);
  }

  /** Makes the hit `by` places on the current one, round the end. */
  step(by: 1 | -1): void {
    if (this.hits.length === 0) return;
    const from = this.at < 0 && by < 0 ? 0 : this.at;
    this.goTo((from + by + this.hits.length) % this.hits.length);
  }

  goTo(index: number): void {
    this.at = index;
    if (this.current) this.#onCurrent(this.current);
  }
}
