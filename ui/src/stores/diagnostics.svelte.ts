// What the checker finds about the open playbook. Asked for a moment after the last change; an
// answer about an older revision is dropped, because a newer question is already on its way.
import type { Diagnostic, Severity } from '../generated/contract';
import type { Host } from '../host/host';
import { showFailure } from './failure';

/** Quiet time after a change before the check is asked for, in milliseconds. */
export const CHECK_AFTER_MS = 150;

interface Subject {
  doc: string;
  revision: number;
}

export class DiagnosticsStore {
  items = $state.raw<Diagnostic[]>([]);
  /** The finding that "next problem" came to last. */
  current = $state.raw<Diagnostic | null>(null);
  #host: Host;
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly errors = $derived(this.#count('error'));
  readonly warnings = $derived(this.#count('warn'));
  readonly reminders = $derived(this.#count('remind'));
  /** Findings by the node they are about. */
  readonly byNode = $derived.by(() => {
    const result = new Map<string, Diagnostic[]>();
    for (const item of this.items) {
      if (item.node) result.set(item.node, [...(result.get(item.node) ?? []), item]);
    }
    return result;
  });

  constructor(host: Host) {
    this.#host = host;
  }

  /** Asks for a check soon; `subject` is read again when the answer comes. */
  schedule(subject: () => Subject): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.check(subject), CHECK_AFTER_MS);
  }

  async check(subject: () => Subject): Promise<void> {
    const asked = subject();
    if (asked.doc === '') return;
    try {
      const { diagnostics, revision } = await this.#host.call('document_check', { doc: asked.doc });
      const now = subject();
      if (now.doc !== asked.doc || now.revision !== revision) return;
      this.items = diagnostics;
    } catch (reason) {
      showFailure(reason);
    }
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.items = [];
    this.current = null;
  }

  /** Returns the finding `by` places after the current one, round the end, and makes it current. */
  step(by: 1 | -1): Diagnostic | undefined {
    const at = this.current ? this.items.indexOf(this.current) : -1;
    const start = at < 0 && by < 0 ? 0 : at;
    const next = this.items[(start + by + this.items.length) % this.items.length];
    this.current = next ?? null;
    return next;
  }

  #count(severity: Severity): number {
    return this.items.filter((item) => item.severity === severity).length;
  }
}
