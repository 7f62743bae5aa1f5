// Opens a playbook file; the host asks which.
import FolderOpen from '@lucide/svelte/icons/folder-open';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const openPlaybook: UiAction = {
  id: 'open-playbook',
  label: msg('action-open-playbook'),
  icon: FolderOpen,
  group: 'file',
  shortcuts: ['Mod+O'],
  inFields: true,
  perform: (app) => app.openPlaybook(),
};
