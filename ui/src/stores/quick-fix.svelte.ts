// Quick fixes by key: which problem is meant, and what mends it. The problem at the field with the focus comes first,
// then the one that was gone to last, then the first of the selected node that something can be done about.
import type { Diagnostic } from '../generated/contract';
import { t, tx } from '../shared/i18n.svelte';
import { toasts } from '../shared/toasts.svelte';
import type { AppState } from './app.svelte';

type Fix = NonNullable<Diagnostic['fixes']>[number];

export class QuickFixer {
  /** The fixes a person is asked to choose from. */
  choices = $state.raw<Fix[]>([]);

  constructor(private readonly app: AppState) {}

  /** Mends what is meant when there is one way to; otherwise asks which, or says that there is none. */
  async begin(): Promise<void> {
    const fixes = this.#meant()?.fixes ?? [];
    const [only] = fixes;
    if (fixes.length > 1) this.choices = fixes;
    else if (only) await this.apply(only);
    else toasts.show('info', t('problems-no-fix'));
  }

  /** Carries a fix out, as one step of the history. */
  async apply(fix: Fix): Promise<void> {
    this.choices = [];
    if (await this.app.document.edit(fix.edit)) toasts.show('ok', t('problems-fixed'), tx(fix.title));
  }

  #meant(): Diagnostic | undefined {
    const { diagnostics, view } = this.app;
    const { field, onlyNode } = view;
    const canMend = (one: Diagnostic): boolean => (one.fixes?.length ?? 0) > 0;
    const mine = onlyNode === undefined ? [] : (diagnostics.byNode.get(onlyNode) ?? []);
    const atField = mine.filter(({ param }) => field !== '' && isWithin(param, field));
    // Checked again after every edit: the one gone to last is known by what it says, not by being the same object.
    const last = diagnostics.current && diagnostics.items.find((one) => isSame(one, diagnostics.current));
    const lasting = last && (onlyNode === undefined || last.node === onlyNode) ? [last] : [];
    const rest = onlyNode === undefined ? diagnostics.items.filter(({ node }) => !node) : mine;
    return [...atField, ...lasting, ...rest].find(canMend);
  }
}

function isWithin(param: string | null | undefined, field: string): boolean {
  return param === field || param?.startsWith(`${field}.`) === true;
}

function isSame(a: Diagnostic, b: Diagnostic | null): boolean {
  return a.code === b?.code && a.node === b.node && a.edge === b.edge && a.param === b.param;
}
