// Closes the playbook in front; asks only about work that would be gone.
import X from '@lucide/svelte/icons/x';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const closeTab: UiAction = {
  id: 'close-tab',
  label: msg('action-close-tab'),
  icon: X,
  group: 'file',
  shortcuts: ['Mod+W'],
  inFields: true,
  enabledWhen: (app) => app.document.isOpen,
  perform: (app) => app.tabs.close(app.document.doc),
};
