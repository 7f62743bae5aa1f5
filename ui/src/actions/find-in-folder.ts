// Opens "find in folder": a text in all playbooks of a folder.
import FolderSearch from '@lucide/svelte/icons/folder-search';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const findInFolder: UiAction = {
  id: 'find-in-folder',
  label: msg('action-find-in-folder'),
  icon: FolderSearch,
  group: 'edit',
  shortcuts: ['Mod+Shift+F'],
  inFields: true,
  perform: (app) => {
    app.view.dialog = 'findInFolder';
  },
};
