// Opens "find in playbook", or goes back to its field.
import Search from '@lucide/svelte/icons/search';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const find: UiAction = {
  id: 'find',
  label: msg('action-find'),
  icon: Search,
  group: 'edit',
  shortcuts: ['Mod+F'],
  inFields: true,
  enabledWhen: (app) => app.document.isOpen,
  perform: (app) => {
    app.view.typedAhead = '';
    app.find.open();
  },
};
