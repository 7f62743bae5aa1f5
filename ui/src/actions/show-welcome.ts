// Shows the welcome page; the open playbooks stay open.
import House from '@lucide/svelte/icons/house';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const showWelcome: UiAction = {
  id: 'show-welcome',
  label: msg('action-show-welcome'),
  icon: House,
  group: 'file',
  enabledWhen: (app) => app.document.isOpen,
  perform: (app) => app.activate(''),
};
