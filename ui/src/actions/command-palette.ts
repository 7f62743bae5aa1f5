// Opens the searchable list of all actions.
import Terminal from '@lucide/svelte/icons/terminal';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const commandPalette: UiAction = {
  id: 'command-palette',
  label: msg('action-command-palette'),
  icon: Terminal,
  group: 'view',
  shortcuts: ['Mod+K', 'Mod+Shift+P'],
  inFields: true,
  perform: (app) => {
    app.view.typedAhead = '';
    app.view.dialog = 'palette';
  },
};
