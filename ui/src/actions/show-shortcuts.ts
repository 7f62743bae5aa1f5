// Opens the list of keyboard shortcuts, where they can be changed.
import Keyboard from '@lucide/svelte/icons/keyboard';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const showShortcuts: UiAction = {
  id: 'show-shortcuts',
  label: msg('action-show-shortcuts'),
  icon: Keyboard,
  group: 'view',
  shortcuts: ['Shift+?', 'F1'],
  perform: (app) => {
    app.view.dialog = 'shortcuts';
  },
};
