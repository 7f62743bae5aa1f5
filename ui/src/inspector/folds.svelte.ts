// Which sections of the panel are open. Kept for the window, not for a node, so that going through
// nodes does not open and close the same section again and again.

export type SectionId = 'operation' | 'account' | 'endpoint' | 'parameters' | 'pagination' | 'note';

class Folds {
  account = $state(true);
  endpoint = $state(true);
  parameters = $state(true);
  pagination = $state(true);
  note = $state(false);
}

export const folds = new Folds();

/** Returns the section in which a setting stands, by the beginning of its path. */
export function sectionOf(path: string): SectionId | undefined {
  const head = path.split('.', 1)[0] ?? '';
  if (head === 'product' || head === 'version' || head === 'operation') return 'operation';
  if (head === 'region' || head === 'endpoint') return 'endpoint';
  if (head === 'paging' || head === 'rowsPath' || head === 'intervalSeconds') return 'pagination';
  if (head === 'description') return 'note';
  return head === 'account' || head === 'parameters' ? head : undefined;
}
