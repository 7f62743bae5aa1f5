// Saves the playbook to its file, or asks for one when it has none yet.
import Save from '@lucide/svelte/icons/save';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const save: UiAction = {
  id: 'save',
  label: msg('action-save'),
  icon: Save,
  group: 'file',
  shortcuts: ['Mod+S'],
  inFields: true,
  enabledWhen: (app) => app.document.isOpen && !app.document.readOnly,
  perform: (app) => app.document.save(),
};
