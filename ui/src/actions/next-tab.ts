// Goes to the next open playbook.
import ArrowRight from '@lucide/svelte/icons/arrow-right';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const nextTab: UiAction = {
  id: 'next-tab',
  label: msg('action-next-tab'),
  icon: ArrowRight,
  group: 'file',
  shortcuts: ['Mod+Tab', 'Mod+PageDown'],
  inFields: true,
  enabledWhen: (app) => app.tabs.list.length > 1,
  perform: (app) => app.stepTab(1),
};
