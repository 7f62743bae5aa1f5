// Shows the playbook as a tree beside the canvas.
import ListTree from '@lucide/svelte/icons/list-tree';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const showOutline: UiAction = {
  id: 'show-outline',
  label: msg('action-show-outline'),
  icon: ListTree,
  group: 'view',
  shortcuts: ['Mod+Shift+O'],
  inFields: true,
  perform: (app) => app.view.showLeft('outline'),
};
