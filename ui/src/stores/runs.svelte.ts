// Test calls: what one would send, starting, pausing, going on, cancelling; how it goes; past runs.
// The engine runs them and reports by notifications; rows stay with it and are asked for in windows
// (rows.svelte.ts).
import { SvelteMap } from 'svelte/reactivity';
import type {
  CallPlan,
  CallPlanRequest,
  CallStartRequest,
  ExportView,
  FilterView,
  RunExportRequest,
  RunList,
  RunView,
} from '../generated/contract';
import type { Host } from '../host/host';
import { questions } from '../shared/ask.svelte';
import { t } from '../shared/i18n.svelte';
import { toasts } from '../shared/toasts.svelte';
import { showFailure } from './failure';
import { RowFilter } from './row-filter.svelte';
import { RowWindow } from './rows.svelte';

/** What is on show of a document that is not in front. */
interface Parked {
  current: RunView | null;
  rows: RowWindow | null;
  filter: RowFilter | null;
  byNode: [string, RunView][];
}

export class RunsStore {
  /** The run on show: the last one started, or one opened from the history. */
  current = $state.raw<RunView | null>(null);
  rows = $state.raw<RowWindow | null>(null);
  filter = $state.raw<RowFilter | null>(null);
  /** The last run of each node. */
  readonly byNode = new SvelteMap<string, RunView>();
  /** Past runs while they are looked at; null when the rows are. */
  past = $state.raw<RunList | null>(null);
  /** How far the export under way is; null when there is none, or nothing was reported yet. */
  exporting = $state.raw<ExportView | null>(null);
  #host: Host;
  /** Document whose runs are on show, and what is on show of the others. */
  #doc = '';
  #parked = new Map<string, Parked>();

  readonly isRunning = $derived(this.current !== null && !this.current.ended);

  constructor(host: Host) {
    this.#host = host;
  }

  /** Takes in what the engine reports about a run. Reports may overtake each other: a leg that has ended stays so. */
  notice(run: RunView): void {
    for (const parked of this.#parked.values()) {
      if (parked.current?.run !== run.run || !isNewer(run, parked.current)) continue;
      parked.current = run;
      if (run.doc)
        parked.byNode = parked.byNode.filter(([node]) => node !== run.node).concat([[run.node, run]]);
    }
    const { current, past } = this;
    if (past?.runs.some((known) => known.run === run.run && isNewer(run, known)))
      this.past = { ...past, runs: past.runs.map((known) => (known.run === run.run ? run : known)) };
    if (current?.run !== run.run || !isNewer(run, current)) return;
    this.current = run;
    if (run.doc) this.byNode.set(run.node, run);
  }

  noticeFilter(view: FilterView): void {
    this.filter?.notice(view);
    for (const parked of this.#parked.values()) parked.filter?.notice(view);
  }

  noticeExport(view: ExportView): void {
    this.exporting = view;
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
    this.byNode.set(run.node, run);
    this.open(run);
    this.notice(await this.#host.call('run_show', { run: run.run }));
  }

  /** Puts a run on show. */
  open(run: RunView): void {
    this.filter?.clear();
    this.past = null;
    this.current = run;
    this.rows = new RowWindow(this.#host, run.run);
    this.filter = new RowFilter(this.#host, run.run);
  }

  /** Ends the run after the page under way. */
  async pause(): Promise<void> {
    const run = this.current;
    if (run?.mayPause) await this.#tell(() => this.#host.call('call_pause', { run: run.run }));
  }

  async cancel(): Promise<void> {
    const run = this.current;
    if (run && !run.ended) await this.#tell(() => this.#host.call('call_cancel', { run: run.run }));
  }

  /** Goes on with the run on show. A real service is called again only after a yes to host and profile. */
  async resume(): Promise<void> {
    const run = this.current;
    if (!run?.mayResume) return;
    const wasPausedHere = run.stop === 'paused' && run.doc !== '' && !run.needsConsent;
    if (!run.practice && !wasPausedHere && !(await agreesToGoOn(run))) return;
    const request = { run: run.run, confirmedHost: run.host, trustHost: run.needsConsent };
    await this.#tell(() => this.#host.call('call_resume', request));
    // What came before the answer belongs to the new leg and was taken for nothing known.
    if (this.current?.run === run.run) await this.#tell(() => this.#host.call('run_show', { run: run.run }));
  }

  /** Writes rows of the run on show to a file the person chooses; resolves to whether one was written. */
  async export(choices: Omit<RunExportRequest, 'run'>): Promise<boolean> {
    if (!this.current) return false;
    try {
      const { file, rows } = await this.#host.call('run_export', { run: this.current.run, ...choices });
      if (!file) return false;
      toasts.show('ok', t('run-exported', { count: rows }), file);
      return true;
    } catch (reason) {
      showFailure(reason);
      return false;
    } finally {
      this.exporting = null;
    }
  }

  /** Ends the export under way; a file that was there stays as it is. */
  async stopExport(): Promise<void> {
    const run = this.exporting?.run;
    if (!run) return;
    try {
      await this.#host.call('run_export_stop', { run });
    } catch (reason) {
      showFailure(reason);
    }
  }

  /** Returns the call of the run on show for the vendor's command line. */
  async commandLine(): Promise<string | null> {
    if (!this.current) return null;
    try {
      return (await this.#host.call('run_line', { run: this.current.run })).line;
    } catch (reason) {
      showFailure(reason);
      return null;
    }
  }

  /** Shows past runs in place of the rows, or the rows again. */
  async togglePast(): Promise<void> {
    if (this.past) {
      this.past = null;
      return;
    }
    try {
      this.past = await this.#host.call('run_list', {});
    } catch (reason) {
      showFailure(reason);
    }
  }

  /** Deletes past runs with their rows: those named, or all that have ended. */
  async delete(runs: string[] | 'all'): Promise<void> {
    try {
      const all = runs === 'all';
      const left = await this.#host.call('run_delete', { runs: all ? [] : runs, all });
      if (this.past) this.past = left;
      const { current } = this;
      if (current && !left.runs.some((run) => run.run === current.run)) this.#forgetCurrent();
    } catch (reason) {
      showFailure(reason);
    }
  }

  async #tell(ask: () => Promise<RunView>): Promise<void> {
    try {
      this.notice(await ask());
    } catch (reason) {
      showFailure(reason);
    }
  }

  #forgetCurrent(): void {
    this.filter?.clear();
    this.current = null;
    this.rows = null;
    this.filter = null;
  }

  /** Shows the runs of another document; those of the one before are kept aside. */
  show(doc: string): void {
    if (doc === this.#doc) return;
    const { current, rows, filter } = this;
    if (this.#doc !== '') this.#parked.set(this.#doc, { current, rows, filter, byNode: [...this.byNode] });
    const parked = this.#parked.get(doc);
    this.#parked.delete(doc);
    this.#doc = doc;
    this.current = parked?.current ?? null;
    this.rows = parked?.rows ?? null;
    this.filter = parked?.filter ?? null;
    this.past = null;
    this.byNode.clear();
    for (const [node, run] of parked?.byNode ?? []) this.byNode.set(node, run);
  }

  /** Forgets the runs of a document that was closed. */
  forget(doc: string): void {
    this.#parked.get(doc)?.filter?.clear();
    this.#parked.delete(doc);
    if (doc !== this.#doc) return;
    this.#doc = '';
    this.#forgetCurrent();
    this.byNode.clear();
  }
}

function isNewer(told: RunView, known: RunView): boolean {
  return told.leg !== known.leg ? told.leg > known.leg : !known.ended || told.ended;
}

async function agreesToGoOn(run: RunView): Promise<boolean> {
  const facts = { host: run.host, profile: run.profile, operation: run.operation, count: run.rows };
  const answer = await questions.ask({
    title: t('run-resume-title'),
    text: run.needsConsent ? t('run-resume-text-consent', facts) : t('run-resume-text', facts),
    answers: [{ id: 'go', label: t('run-resume'), variant: 'primary' }],
  });
  return answer === 'go';
}
