// Where a hit stands, in the words of the form that shows it; fields that no form has a word for keep their path.
import type { Hit } from '../generated/contract';
import { t } from '../shared/i18n.svelte';

const INPUT = /^trigger\.inputs\.(\d+)\.(name|description|example)$/;
const OF_NODE: Record<string, string> = {
  name: 'inspector-input-name',
  description: 'inspector-note',
  kind: 'find-kind',
};
const OF_PLAYBOOK: Record<string, string> = {
  name: 'inspector-playbook-name',
  description: 'inspector-playbook-description',
};

/** Returns the field of a hit in words of the current language. */
export function hitWord({ node, edge, path }: Pick<Hit, 'node' | 'edge' | 'path'>): string {
  const [, number, field] = INPUT.exec(path) ?? [];
  if (number && field && !node && !edge) {
    return t('find-input', { number: Number(number) + 1, field: t(`inspector-input-${field}`) });
  }
  const words = node ? OF_NODE : edge ? {} : OF_PLAYBOOK;
  return Object.hasOwn(words, path) ? t(words[path]!) : path;
}
