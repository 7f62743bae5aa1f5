// Opens the list of templates to begin a playbook from.
import LayoutTemplate from '@lucide/svelte/icons/layout-template';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const newFromTemplate: UiAction = {
  id: 'new-from-template',
  label: msg('action-new-from-template'),
  icon: LayoutTemplate,
  group: 'file',
  shortcuts: ['Mod+Shift+N'],
  inFields: true,
  perform: (app) => {
    app.view.dialog = 'templates';
  },
};
