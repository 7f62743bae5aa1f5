// What can be done with a value of a result, in the table and in the tree alike: copy it, copy where it
// stands, show rows that have it.
import Braces from '@lucide/svelte/icons/braces';
import Copy from '@lucide/svelte/icons/copy';
import FileJson from '@lucide/svelte/icons/file-json';
import Filter from '@lucide/svelte/icons/filter';
import Route from '@lucide/svelte/icons/route';
import { t } from '../shared/i18n.svelte';
import type { MenuItem } from '../shared/menu-item';
import { toasts } from '../shared/toasts.svelte';
import { cellOfJson } from '../stores/row-text';
import type { RowEntry } from '../stores/rows.svelte';
import { conditionOf, expressionOf, jsonPathOf, type PathStep } from './cell-paths';

/** A value in a row. */
export interface Value {
  entry: RowEntry;
  /** Where it stands in its row. */
  path: PathStep[];
  json: string;
}

export interface ValueMenu {
  /** Name of the node whose rows these are; empty when it has none any more. */
  node: string;
  filterBy: (expression: string) => void;
}

/** Copies a text and says so. */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toasts.show('ok', t('shared-copied'));
  } catch {
    toasts.show('err', t('run-copy-refused'));
  }
}

/** The text of a value as it is copied: texts bare, everything else as JSON. */
export function plainText(json: string): string {
  return cellOfJson(json).text;
}

export function valueItems({ entry, path, json }: Value, { node, filterBy }: ValueMenu): MenuItem[] {
  const expression = expressionOf(node, path);
  const condition = conditionOf(path, json);
  const isDeep = path.some((step) => typeof step === 'number');
  return [
    {
      id: 'value',
      label: t('run-copy-value'),
      icon: Copy,
      shortcut: t('run-copy-value-keys'),
      onselect: () => void copyText(plainText(json)),
    },
    ...(entry.cutFrom === undefined
      ? [{ id: 'row', label: t('run-copy-row'), icon: FileJson, onselect: () => void copyText(entry.json) }]
      : []),
    {
      id: 'expression',
      label: expression ? t('run-copy-expression', { expression }) : t('run-copy-expression-none'),
      icon: Braces,
      separated: true,
      disabled: expression === null,
      onselect: () => void copyText(expression ?? ''),
    },
    {
      id: 'path',
      label: t('run-copy-path'),
      icon: Route,
      onselect: () => void copyText(jsonPathOf(entry.number, path)),
    },
    {
      id: 'filter',
      label: t('run-filter-by'),
      icon: Filter,
      separated: true,
      disabled: condition === null || isDeep,
      onselect: () => filterBy(condition ?? ''),
    },
  ];
}
