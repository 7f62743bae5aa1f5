// Moves the tab in front one place to the right.
import ArrowRightToLine from '@lucide/svelte/icons/arrow-right-to-line';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const moveTabRight: UiAction = {
  id: 'move-tab-right',
  label: msg('action-move-tab-right'),
  icon: ArrowRightToLine,
  group: 'file',
  shortcuts: ['Mod+Shift+PageDown'],
  inFields: true,
  enabledWhen: (app) => app.tabs.list.length > 1 && app.document.isOpen,
  perform: (app) => app.tabs.shift(1),
};
