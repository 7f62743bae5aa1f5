// What a UI action is: one thing a person can do, wherever it is offered (menu, top bar, keys,
// command palette). Each lives in a file of its own; registry.ts lists them.
import type { IconType } from '../shared/icon';
import type { AppState } from '../stores/app.svelte';

export type ActionGroup = 'file' | 'edit' | 'insert' | 'run' | 'canvas' | 'view';

export interface UiAction {
  id: string;
  /** Message id of the label, a verb. */
  label: string;
  group: ActionGroup;
  icon?: IconType;
  /** Keys that perform it, the first one is shown. */
  shortcuts?: string[];
  /** The keys work while the focus is in a text field, too. Leave out for keys that edit text. */
  inFields?: boolean;
  /** Set for a toggle: says whether it is on now. */
  isOn?: (app: AppState) => boolean;
  /** What its key does instead, for keys whose own event of the web view is wanted; that press is not swallowed. */
  onKey?: (app: AppState) => void;
  enabledWhen?: (app: AppState) => boolean;
  perform: (app: AppState) => void | Promise<unknown>;
}

export function isEnabled(action: UiAction, app: AppState): boolean {
  return action.enabledWhen?.(app) ?? true;
}
