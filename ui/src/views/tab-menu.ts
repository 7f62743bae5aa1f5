// What can be done with a tab: the entries of its menu.
import { closeOthers } from '../actions/close-others';
import { closeTab } from '../actions/close-tab';
import { copyPath } from '../actions/copy-path';
import { discardDraft } from '../actions/discard-draft';
import type { UiAction } from '../actions/action';
import { isEnabled } from '../actions/action';
import { reopenClosed } from '../actions/reopen-closed';
import { revealInFolder } from '../actions/reveal-in-folder';
import { save } from '../actions/save';
import { shortcutOf } from '../actions/registry';
import { t } from '../shared/i18n.svelte';
import type { MenuItem } from '../shared/menu-item';
import type { AppState } from '../stores/app.svelte';
import type { Tab } from '../stores/tabs.svelte';

/** Returns the menu of a tab. Its entries are the actions of the window, done with this tab in front. */
export function tabMenu(app: AppState, tab: Tab): MenuItem[] {
  const item = (action: UiAction, separated = false): MenuItem => ({
    id: action.id,
    label: t(action.label),
    icon: action.icon,
    shortcut: shortcutOf(action, app),
    separated,
    disabled: tab.doc === app.document.doc && !isEnabled(action, app),
    onselect: () => void withFront(app, tab.doc, action),
  });
  return [
    item(save),
    item(closeTab, true),
    item(closeOthers),
    item(reopenClosed),
    item(revealInFolder, true),
    item(copyPath),
    item(discardDraft, true),
  ];
}

async function withFront(app: AppState, doc: string, action: UiAction): Promise<void> {
  await app.activate(doc);
  if (isEnabled(action, app)) await action.perform(app);
}
