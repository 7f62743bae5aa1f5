// What the API browser looks at: a scope (everything, a product, a list of one's own), a search text,
// the operations these give and the one that is chosen. Answers nobody waits for any more are dropped.
import type { OperationHit, ProductView } from '../generated/contract';
import { catalogue as texts } from '../shared/i18n.svelte';
import { rank } from '../shared/rank';
import type { AppState } from '../stores/app.svelte';
import { keyOfOperation, type OperationName } from '../stores/operation-name';

/** Lists that are no product. */
export const OWN_SCOPES = ['all', 'favourites', 'recent', 'used'] as const;
export type OwnScope = (typeof OWN_SCOPES)[number];
export type Scope = { own: OwnScope } | { product: string };

/** Most operations that are shown; no product has as many. */
const MOST = 2000;
/** Most hits of a search over everything: past these the next word is quicker than scrolling. */
const MOST_FOUND = 100;

type App = Pick<AppState, 'catalogue' | 'marked' | 'document'>;

export class Browser {
  scope = $state.raw<Scope>({ own: 'all' });
  version = $state('');
  text = $state('');
  busy = $state(false);
  failed = $state(false);
  /** What is chosen came by typing: the next letter may choose something else. */
  isTyped = $state(false);
  #found = $state.raw<OperationHit[]>([]);
  #at = $state(-1);
  /** Chosen from outside, until something in the list is. */
  #opened = $state.raw<OperationName | null>(null);
  #asked = 0;
  #app: App;

  readonly product: ProductView | undefined = $derived.by(() => {
    const { scope } = this;
    return 'product' in scope
      ? this.#app.catalogue.products.find(({ code }) => code === scope.product)
      : undefined;
  });
  /** The operations shown. */
  readonly hits: OperationHit[] = $derived.by(() => {
    const { scope } = this;
    if (!('own' in scope) || scope.own === 'all') return this.#found;
    const own = this.namesIn(scope.own).map((name) => this.#hitOf(name));
    return rank(this.text, own, (hit) => [hit.operation, hit.titleEn, hit.titleZh, hit.product]);
  });
  /** The search has more hits than are shown. */
  readonly isCut = $derived(
    'own' in this.scope && this.scope.own === 'all' && this.#found.length >= MOST_FOUND,
  );
  readonly active = $derived(Math.min(this.#at, this.hits.length - 1));
  readonly chosen: OperationName | null = $derived(this.hits[this.active] ?? this.#opened);

  constructor(app: App, at: OperationName) {
    this.#app = app;
    if (at.product) {
      const known = app.catalogue.products.find(
        ({ code }) => code.toLowerCase() === at.product.toLowerCase(),
      );
      this.scope = { product: known?.code ?? at.product };
      this.version = at.version;
    }
    if (at.operation) this.#opened = at;
    void this.#search();
  }

  /** What is looked at, as `AppState.browse` takes it: to come back to it later. */
  get place(): OperationName {
    const { scope, version } = this;
    const product = 'product' in scope ? scope.product : '';
    return this.chosen ?? { product, version, operation: '' };
  }

  /** The operations of a list of one's own. */
  namesIn(scope: OwnScope): OperationName[] {
    if (scope === 'favourites') return this.#app.marked.favourites;
    if (scope === 'recent') return this.#app.marked.recent;
    return scope === 'used' ? usedIn(this.#app.document) : [];
  }

  /** Shows another scope; the search text stays, since one looks for the same thing elsewhere. */
  show(scope: Scope): void {
    this.scope = scope;
    this.version = '';
    this.#reset();
  }

  useVersion(version: string): void {
    this.version = version;
    this.#reset();
  }

  /** Looks for something else; what was found and chosen before stays until that has come. */
  type(text: string): void {
    this.text = text;
    this.isTyped = true;
    this.#opened = null;
    void this.#search();
  }

  choose(index: number): void {
    this.#at = Math.max(0, Math.min(index, this.hits.length - 1));
    this.#opened = null;
    this.isTyped = false;
  }

  #reset(): void {
    this.#at = -1;
    this.#opened = null;
    this.isTyped = false;
    void this.#search();
  }

  async #search(): Promise<void> {
    const { scope, version, text } = this;
    const mine = (this.#asked += 1);
    const product = 'product' in scope ? scope.product : '';
    const isOwn = 'own' in scope && scope.own !== 'all';
    this.failed = false;
    if (isOwn || (!product && text.trim() === '')) {
      this.#found = [];
      this.busy = false;
      this.#at = isOwn && text.trim() !== '' ? 0 : -1;
      return;
    }
    this.busy = true;
    try {
      const limit = product ? MOST : MOST_FOUND;
      const found = await this.#app.catalogue.search({ text, product, version, limit });
      if (mine !== this.#asked) return;
      this.#found = found;
      // The best hit is shown at once; what was opened is found again in the list.
      const opened = this.#opened && found.findIndex((hit) => isSame(hit, this.#opened as OperationName));
      if (opened !== null) this.#at = opened;
      else this.#at = text.trim() !== '' && found.length > 0 ? 0 : -1;
    } catch {
      if (mine !== this.#asked) return;
      this.#found = [];
      this.#at = -1;
      this.failed = true;
    } finally {
      if (mine === this.#asked) this.busy = false;
    }
  }

  #hitOf(name: OperationName): OperationHit {
    const view = this.#app.catalogue.operation(name);
    return {
      ...name,
      titleEn: view?.titleEn ?? '',
      titleZh: view?.titleZh ?? '',
      access: view?.access ?? { level: 'unknown', standing: 'unknown' },
    };
  }
}

/** Returns the name in the window's language, or in the other one when there is none. */
export function inLang(en: string, zh: string): string {
  return texts.lang === 'zh' ? zh || en : en || zh;
}

/** Returns the operations a playbook calls, each once, in the order of its nodes. */
export function usedIn(document: Pick<AppState['document'], 'callers' | 'nodes'>): OperationName[] {
  const found = new Map<string, OperationName>();
  for (const id of document.callers) {
    const { product, version, operation } = document.nodes.get(id)?.node.settings ?? {};
    if (typeof product !== 'string' || typeof operation !== 'string' || !product || !operation) continue;
    const name = { product, version: typeof version === 'string' ? version : '', operation };
    found.set(keyOfOperation(name), name);
  }
  return [...found.values()];
}

/** Says whether two names mean the same operation: whatever the spelling of the product, no version for any. */
export function isSame(a: OperationName, b: OperationName): boolean {
  const isVersion = !a.version || !b.version || a.version === b.version;
  return isVersion && a.operation === b.operation && a.product.toLowerCase() === b.product.toLowerCase();
}
