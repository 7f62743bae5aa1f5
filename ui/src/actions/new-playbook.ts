// Starts an empty playbook, after asking about unsaved work.
import FilePlus from '@lucide/svelte/icons/file-plus';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const newPlaybook: UiAction = {
  id: 'new-playbook',
  label: msg('action-new-playbook'),
  icon: FilePlus,
  group: 'file',
  shortcuts: ['Mod+N'],
  inFields: true,
  perform: (app) => app.createPlaybook(),
};
