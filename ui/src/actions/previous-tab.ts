// Goes to the previous open playbook.
import ArrowLeft from '@lucide/svelte/icons/arrow-left';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const previousTab: UiAction = {
  id: 'previous-tab',
  label: msg('action-previous-tab'),
  icon: ArrowLeft,
  group: 'file',
  shortcuts: ['Mod+Shift+Tab', 'Mod+PageUp'],
  inFields: true,
  enabledWhen: (app) => app.tabs.list.length > 1,
  perform: (app) => app.stepTab(-1),
};
