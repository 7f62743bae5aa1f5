// The canvas's own keys as people read them, for the list of shortcuts. They need the canvas's focus
// and geometry, so they are no UI actions and cannot be changed; what they do is in core/keyboard.ts.
import { msg } from '../shared/i18n.svelte';

export interface KeyHelp {
  /** As in UI actions: "Mod+Shift+K". Arrow stands for any arrow key. */
  keys: string;
  label: string;
}

export const CANVAS_KEYS: readonly KeyHelp[] = [
  { keys: 'Arrow', label: msg('canvas-key-walk') },
  { keys: 'Shift+Arrow', label: msg('canvas-key-select-along') },
  { keys: 'Alt+Arrow', label: msg('canvas-key-nudge') },
  { keys: 'Alt+Shift+Arrow', label: msg('canvas-key-nudge-far') },
  { keys: 'Mod+Arrow', label: msg('canvas-key-pan') },
  { keys: 'Home', label: msg('canvas-key-first') },
  { keys: 'End', label: msg('canvas-key-last') },
  { keys: 'Enter', label: msg('canvas-key-enter') },
  { keys: 'Tab', label: msg('canvas-key-append') },
  { keys: '1 … 9', label: msg('canvas-key-branch') },
  { keys: 'c', label: msg('canvas-key-wire') },
  { keys: 'Escape', label: msg('canvas-key-escape') },
];

/** What the pointer does with keys held, in words: such presses have no single key to show. */
export const POINTER_HELP: readonly string[] = [
  msg('canvas-pointer-pan'),
  msg('canvas-pointer-zoom'),
  msg('canvas-pointer-add'),
  msg('canvas-pointer-lasso'),
  msg('canvas-pointer-chain'),
  msg('canvas-pointer-slice'),
  msg('canvas-pointer-free'),
  msg('canvas-pointer-space'),
];
