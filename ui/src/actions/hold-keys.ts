// Keys between the press that asks for a dialog and the dialog itself, which is loaded when it is first wanted. They are
// meant for it: nothing behind it may take them for shortcuts, and letters wait for whoever can use them.
import type { AppState } from '../stores/app.svelte';
import { isComposing } from './shortcut';

/** Keeps a key from the window while a dialog is on its way. To be called before anything else sees the key. */
export function holdKey(event: KeyboardEvent, { view }: Pick<AppState, 'view'>): void {
  if (view.dialog === null || isComposing(event) || document.querySelector('[role="dialog"]')) return;
  if (event.key === 'Escape') view.dialog = null;
  else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey)
    view.typedAhead += event.key;
  event.preventDefault();
  event.stopPropagation();
}
