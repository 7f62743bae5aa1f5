// Saves the playbook under another name.
import SaveAll from '@lucide/svelte/icons/save-all';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const saveAs: UiAction = {
  id: 'save-as',
  label: msg('action-save-as'),
  icon: SaveAll,
  group: 'file',
  shortcuts: ['Mod+Shift+S'],
  inFields: true,
  enabledWhen: (app) => app.document.isOpen,
  perform: (app) => app.document.saveAs(),
};
