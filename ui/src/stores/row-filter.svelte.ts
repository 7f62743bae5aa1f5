// A JSONPath filter over the rows of the run on show. The engine looks for matches and reports how
// far it is; the expression belongs to the view and is kept nowhere else.
import type { FilterProblem, FilterView } from '../generated/contract';
import type { Host } from '../host/host';
import { showFailure } from './failure';
import { RowWindow } from './rows.svelte';

export class RowFilter {
  /** What was typed last. */
  text = $state('');
  problem = $state.raw<FilterProblem | null>(null);
  /** The filter in force; null when all rows are shown. */
  view = $state.raw<FilterView | null>(null);
  /** Rows that match. */
  rows = $state.raw<RowWindow | null>(null);
  /** Values that were picked, where the expression picks some. */
  picks = $state.raw<RowWindow | null>(null);
  #host: Host;
  #run: string;
  #turn = 0;

  constructor(host: Host, run: string) {
    this.#host = host;
    this.#run = run;
  }

  /** Applies what was typed; nothing shows all rows again. */
  async apply(text = this.text): Promise<void> {
    const turn = ++this.#turn;
    this.text = text;
    this.problem = null;
    if (text.trim() === '') return this.clear();
    try {
      const reply = await this.#host.call('rows_filter', { run: this.#run, expression: text });
      if (turn !== this.#turn) {
        if (reply.filter) this.#end(reply.filter.filter);
        return;
      }
      this.problem = reply.problem ?? null;
      if (!reply.filter) return;
      this.#endOwn();
      const { filter, picks } = reply.filter;
      this.rows = new RowWindow(this.#host, this.#run, { filter, picks: false });
      this.picks = picks ? new RowWindow(this.#host, this.#run, { filter, picks: true }) : null;
      this.view = reply.filter;
      // It may have ended before its handle was known here.
      this.notice(await this.#host.call('rows_filter_show', { filter }));
    } catch (reason) {
      showFailure(reason);
    }
  }

  /** Takes in what the engine reports. */
  notice(view: FilterView): void {
    if (view.filter === this.view?.filter && !this.view.ended) this.view = view;
  }

  /** Looks no further; what was found until now stays in view. */
  stop(): void {
    const { view } = this;
    if (!view || view.ended) return;
    this.view = { ...view, ended: true, cancelled: true };
    void this.#host.call('rows_filter_stop', { filter: view.filter }).catch(showFailure);
  }

  /** Shows all rows again. */
  clear(): void {
    this.#turn += 1;
    this.#endOwn();
    this.text = '';
    this.problem = null;
    this.view = null;
    this.rows = null;
    this.picks = null;
  }

  #endOwn(): void {
    if (this.view) this.#end(this.view.filter);
  }

  #end(filter: string): void {
    void this.#host.call('rows_filter_end', { filter }).catch(showFailure);
  }
}
