// Test calls: what one would send, starting and cancelling, how it goes. The engine runs them and
// reports by notifications; rows stay with it and are asked for in windows (rows.svelte.ts).
import { SvelteMap } from 'svelte/reactivity';
import type { CallPlan, CallPlanRequest, CallStartRequest, RunView } from '../generated/contract';
import type { Host } from '../host/host';
import { t } from '../shared/i18n.svelte';
import { toasts } from '../shared/toasts.svelte';
import { showFailure } from './failure';
import { RowWindow } from './rows.svelte';

/** What is on show of a document that is not in front. */
interface Parked {
  current: RunView | null;
  rows: RowWindow | null;
  byNode: [string, RunView][];
}

export class RunsStore {
  /** The run on show: the last one started. */
  current = $state.raw<RunView | null>(null);
  rows = $state.raw<RowWindow | null>(null);
  /** The last run of each node. */
  readonly byNode = new SvelteMap<string, RunView>();
  #host: Host;
  /** Document whose runs are on show, and what is on show of the others. */
  #doc = '';
  #parked = new Map<string, Parked>();

  readonly isRunning = $derived(this.current !== null && !this.current.ended);

  constructor(host: Host) {
    this.#host = host;
  }

  /** Takes in what the engine reports about a run. Reports may overtake each other: an ended run stays ended. */
  notice(run: RunView): void {
    const parked = this.#parked.get(run.doc);
    if (parked?.current?.run === run.run && !(parked.current.ended && !run.ended)) {
      parked.current = run;
      parked.byNode = parked.byNode.filter(([node]) => node !== run.node).concat([[run.node, run]]);
    }
    if (this.current?.run !== run.run || (this.current.ended && !run.ended)) return;
    this.current = run;
    this.byNode.set(run.node, run);
  }

  /** Returns what a test call would send. */
  plan(request: CallPlanRequest): Promise<CallPlan> {
    return this.#host.call('call_plan', request);
  }

  /** Starts a confirmed call and puts it on show. Rejects when the engine refuses to start it. */
  async start(request: CallStartRequest): Promise<void> {
    // Reports may come before the answer does, so the run is on show only once we know its handle,
    // and is asked for once more to catch up with what was missed meanwhile.
    const run = await this.#host.call('call_start', request);
    this.current = run;
    this.byNode.set(run.node, run);
    this.rows = new RowWindow(this.#host, run.run);
    this.notice(await this.#host.call('run_show', { run: run.run }));
  }

  async cancel(): Promise<void> {
    const run = this.current;
    if (!run || run.ended) return;
    try {
      this.notice(await this.#host.call('call_cancel', { run: run.run }));
    } catch (reason) {
      showFailure(reason);
    }
  }

  /** Writes all rows of the run on show to a file the person chooses. */
  async export(): Promise<void> {
    if (!this.current) return;
    try {
      const { file } = await this.#host.call('run_export', { run: this.current.run });
      if (file) toasts.show('ok', t('run-exported'), file);
    } catch (reason) {
      showFailure(reason);
    }
  }

  /** Shows the runs of another document; those of the one before are kept aside. */
  show(doc: string): void {
    if (doc === this.#doc) return;
    if (this.#doc !== '')
      this.#parked.set(this.#doc, { current: this.current, rows: this.rows, byNode: [...this.byNode] });
    const parked = this.#parked.get(doc);
    this.#parked.delete(doc);
    this.#doc = doc;
    this.current = parked?.current ?? null;
    this.rows = parked?.rows ?? null;
    this.byNode.clear();
    for (const [node, run] of parked?.byNode ?? []) this.byNode.set(node, run);
  }

  /** Forgets the runs of a document that was closed. */
  forget(doc: string): void {
    this.#parked.delete(doc);
    if (doc !== this.#doc) return;
    this.#doc = '';
    this.current = null;
    this.rows = null;
    this.byNode.clear();
  }
}
