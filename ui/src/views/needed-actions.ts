// The RAM actions the execution role needs for the playbook as it stands, as far as they are known.
import type { AppState } from '../stores/app.svelte';

/** Returns the RAM actions of all calls of the playbook, sorted, each with the keys of the operations that need it. */
export function neededActions(app: Pick<AppState, 'document' | 'catalogue'>): Map<string, string[]> {
  const found: [string, string][] = [];
  for (const [key, operation] of app.document.calls.operations) {
    const ramAction = app.catalogue.permission(operation)?.ramAction;
    if (ramAction) found.push([ramAction, key]);
  }
  found.sort(([a], [b]) => (a < b ? -1 : 1));
  const needed = new Map<string, string[]>();
  for (const [ramAction, key] of found) {
    const keys = needed.get(ramAction);
    if (keys) keys.push(key);
    else needed.set(ramAction, [key]);
  }
  return needed;
}
