// Saves every open playbook that has unsaved changes.
import SaveAll from '@lucide/svelte/icons/save-all';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const saveAll: UiAction = {
  id: 'save-all',
  label: msg('action-save-all'),
  icon: SaveAll,
  group: 'file',
  shortcuts: ['Mod+Alt+S'],
  inFields: true,
  enabledWhen: (app) => app.tabs.dirty.length > 0,
  perform: (app) => app.tabs.saveAll(),
};
