// What the list of shortcuts shows and how a key is given to an action: press, see whether another
// action has it, take it or not. The table itself is a setting; this only prepares the next one.
import type { UiAction } from '../actions/action';
import { assign, holderOf, keysOf } from '../actions/keymap';
import { ACTIONS } from '../actions/registry';
import { display, isPlain, parseKeys, pressedKeys, writeKeys } from '../actions/shortcut';
import { CANVAS_KEYS, POINTER_HELP } from '../canvas/key-help';
import { t } from '../shared/i18n.svelte';
import { rank } from '../shared/rank';
import type { AppState } from '../stores/app.svelte';

/** An action waiting for keys, and what was pressed so far. */
export interface Capture {
  action: UiAction;
  /** Written shortcut; empty until something was pressed. */
  keys: string;
  /** Who has these keys now. */
  holder?: UiAction;
  /** Why the keys cannot be had. */
  refusal?: 'canvas' | 'dialog';
}

/** Keys that dialogs, menus and fields live from. */
const DIALOG_KEYS = [
  'Tab',
  'Shift+Tab',
  'Escape',
  'Enter',
  'Space',
  'Arrowleft',
  'Arrowright',
  'Arrowup',
  'Arrowdown',
];

export class ShortcutList {
  query = $state('');
  capture = $state.raw<Capture | null>(null);
  readonly #app: AppState;
  readonly #mac: boolean;

  constructor(app: AppState, mac: boolean) {
    this.#app = app;
    this.#mac = mac;
  }

  /** Actions that meet the search, by name, group or key, in the order of the menus or of rank. */
  readonly found = $derived.by(() =>
    rank(this.query, ACTIONS, (action) => [
      t(action.label),
      t(`action-group-${action.group}`),
      ...this.shownKeys(action),
    ]),
  );

  readonly canvasKeys = $derived.by(() =>
    rank(this.query, CANVAS_KEYS, ({ keys, label }) => [t(label), display(keys, this.#mac)]),
  );

  readonly pointerHelp = $derived.by(() => rank(this.query, POINTER_HELP, (label) => [t(label)]));

  get #remapped() {
    return this.#app.settings.current.shortcuts;
  }

  readonly isChanged = (action: UiAction) => Object.hasOwn(this.#remapped, action.id);
  readonly hasChanges = $derived.by(() => Object.keys(this.#remapped).length > 0);

  shownKeys(action: UiAction): string[] {
    return keysOf(action, this.#remapped).map((keys) => this.show(keys));
  }

  show(keys: string): string {
    return display(keys, this.#mac);
  }

  start(action: UiAction): void {
    this.capture = { action, keys: '' };
  }

  cancel(): void {
    this.capture = null;
  }

  /** Takes a key press for the waiting action. Returns false when the press is none of ours. */
  press(event: KeyboardEvent): boolean {
    const action = this.capture?.action;
    const pressed = action && pressedKeys(event, this.#mac);
    if (!action || !pressed) return false;
    if (event.key === 'Escape') {
      this.cancel();
      return true;
    }
    const keys = writeKeys(pressed);
    const holder = holderOf(ACTIONS, this.#remapped, keys, action);
    this.capture = { action, keys, holder, refusal: this.#refusal(keys) };
    if (!holder && !this.capture.refusal) void this.accept();
    return true;
  }

  #refusal(keys: string): Capture['refusal'] {
    if (DIALOG_KEYS.includes(keys)) return 'dialog';
    const isArrow = parseKeys(keys).key.startsWith('arrow');
    const bare = keys.replace(/Arrow\w+$/, 'Arrow');
    const isCanvas = CANVAS_KEYS.some((own) => writeKeys(parseKeys(own.keys)) === (isArrow ? bare : keys));
    return isCanvas ? 'canvas' : undefined;
  }

  /** Gives the pressed keys to the waiting action; another that had them loses them. */
  async accept(): Promise<void> {
    if (!this.capture?.keys || this.capture.refusal) return;
    const { action, keys } = this.capture;
    this.capture = null;
    await this.#set(assign(ACTIONS, this.#remapped, action, [keys]));
  }

  clear(action: UiAction): Promise<void> {
    return this.#set(assign(ACTIONS, this.#remapped, action, []));
  }

  reset(action: UiAction): Promise<void> {
    return this.#set(assign(ACTIONS, this.#remapped, action, null));
  }

  resetAll(): Promise<void> {
    return this.#set({});
  }

  /** Says whether the keys work in text fields too, where plain keys are typing. */
  worksInFields(action: UiAction): boolean {
    return (
      Boolean(action.inFields) && keysOf(action, this.#remapped).some((keys) => !isPlain(parseKeys(keys)))
    );
  }

  #set(shortcuts: Record<string, string[]>): Promise<void> {
    return this.#app.settings.set({ shortcuts });
  }
}
