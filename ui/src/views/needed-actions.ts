// The RAM actions the execution role needs for the playbook as it stands, as far as they are known.
import type { AppState } from '../stores/app.svelte';

/** Returns the RAM actions of all calls of the playbook, each once, sorted. */
export function neededActions(app: Pick<AppState, 'document' | 'catalogue'>): string[] {
  const actions = new Set<string>();
  for (const id of app.document.callers) {
    const settings = app.document.nodes.get(id)?.node.settings ?? {};
    const { product, version, operation } = settings;
    if (typeof product !== 'string' || typeof operation !== 'string') continue;
    const request = { product, operation, version: typeof version === 'string' ? version : '' };
    const ramAction = app.catalogue.permission(request)?.ramAction;
    if (ramAction) actions.add(ramAction);
  }
  return [...actions].sort();
}
