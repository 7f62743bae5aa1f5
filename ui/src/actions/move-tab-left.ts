// Moves the tab in front one place to the left.
import ArrowLeftToLine from '@lucide/svelte/icons/arrow-left-to-line';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const moveTabLeft: UiAction = {
  id: 'move-tab-left',
  label: msg('action-move-tab-left'),
  icon: ArrowLeftToLine,
  group: 'file',
  shortcuts: ['Mod+Shift+PageUp'],
  inFields: true,
  enabledWhen: (app) => app.tabs.list.length > 1 && app.document.isOpen,
  perform: (app) => app.tabs.shift(-1),
};
