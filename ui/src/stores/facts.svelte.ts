// What is installed of the API facts, and the one import or refresh that may be under way. It lives
// with the application and not with a dialog, so that work goes on and is shown again when the dialog
// was closed meanwhile. The engine keeps the old catalogue in use until the new facts are whole.
import type {
  CatalogProgress,
  CatalogReport,
  CatalogView,
  OperationView,
  WireError,
} from '../generated/contract';
import { callErrorOf, type Host } from '../host/host';
import type { OperationName } from './operation-name';

export type FactsWork = 'import' | 'refresh' | 'remove';

/** How the last work ended. */
export type FactsOutcome = { work: FactsWork; report: CatalogReport } | { work: FactsWork; error: WireError };

export class FactsStore {
  installed = $state.raw<CatalogView | null>(null);
  /** What is under way. */
  work = $state<FactsWork | null>(null);
  progress = $state.raw<CatalogProgress | null>(null);
  isCancelling = $state(false);
  outcome = $state.raw<FactsOutcome | null>(null);
  #host: Host;
  #renew: () => Promise<void>;

  /** @param renew forgets what the window knows of the catalogue and asks anew */
  constructor(host: Host, renew: () => Promise<void>) {
    this.#host = host;
    this.#renew = renew;
  }

  /** Asks what is installed; rejects when the engine does not answer. */
  async load(): Promise<void> {
    this.installed = await this.#host.call('catalog_list', {});
  }

  /** Takes in how far the work is. Reports may come late: without work there is nothing to show. */
  notice(progress: CatalogProgress): void {
    if (this.work) this.progress = progress;
  }

  /** Lets the person choose a file or a folder and imports it; a closed dialog changes nothing. */
  import(folder: boolean): Promise<void> {
    return this.#do('import', () => this.#host.call('catalog_import', { folder }));
  }

  /** Fetches the vendor's list of products and what is named, e.g. `Ecs@2014-05-26`. */
  refresh(products: string[]): Promise<void> {
    return this.#do('refresh', () => this.#host.call('catalog_refresh', { products }));
  }

  /** Removes layers and unreadable files. */
  remove(layers: string[]): Promise<void> {
    return this.#do('remove', async () => {
      this.installed = await this.#host.call('catalog_remove', { layers });
      return null;
    });
  }

  async cancel(): Promise<void> {
    if (!this.work || this.isCancelling) return;
    this.isCancelling = true;
    // When asking fails the work simply goes on and ends by itself.
    await this.#host.call('catalog_cancel', {}).catch(() => (this.isCancelling = false));
  }

  async #do(work: FactsWork, run: () => Promise<CatalogReport | null>): Promise<void> {
    if (this.work) return;
    this.work = work;
    this.outcome = null;
    this.progress = null;
    this.isCancelling = false;
    try {
      const report = await run();
      if (report) this.outcome = { work, report };
      if (report || work === 'remove') await this.#takeUp();
    } catch (reason) {
      this.outcome = { work, error: callErrorOf(reason).wire };
      // What came before the failure is stored and in use.
      await this.#takeUp().catch(() => undefined);
    } finally {
      this.work = null;
      this.progress = null;
      this.isCancelling = false;
    }
  }

  async #takeUp(): Promise<void> {
    await Promise.all([this.#renew(), this.load()]);
  }
}

/** Returns how `refresh` names an operation or, without one, a product version. */
export function refreshTarget({ product, version, operation }: OperationName | OperationView): string {
  const place = version ? `${product}@${version}` : product;
  return operation ? `${place}/${operation}` : place;
}

/** Says whether a text names something that can be fetched: `Product`, `Product@Version`, `Product@Version/Operation`. */
export function isRefreshTarget(text: string): boolean {
  return /^[\w-][\w.-]*(?:@[\w-][\w.-]*)?(?:\/[\w-][\w.-]*)?$/.test(text.trim());
}
