// Keys between the press that asks for a dialog or the find bar and the thing itself, which is loaded when it is first wanted.
// They are meant for it: nothing behind it may take them for shortcuts, and letters wait for whoever can use them.
import type { AppState } from '../stores/app.svelte';
import { isComposing } from './shortcut';

/** Keeps a key from the window while what was asked for is on its way. To be called before anything else sees the key. */
export function holdKey(event: KeyboardEvent, { view, find }: Pick<AppState, 'view' | 'find'>): void {
  const awaited = view.dialog !== null ? '[role="dialog"]' : find.isOpen ? '[data-find-bar]' : null;
  if (awaited === null || isComposing(event) || document.querySelector(awaited)) return;
  if (event.key === 'Escape') {
    view.dialog = null;
    find.close();
  } else if (event.key === 'Enter') view.typedAhead += '\n';
  else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey)
    view.typedAhead += event.key;
  event.preventDefault();
  event.stopPropagation();
}
