// Lets runs pass over the selected nodes, or not any more.
import CircleOff from '@lucide/svelte/icons/circle-off';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const toggleDisabled: UiAction = {
  id: 'toggle-disabled',
  label: msg('action-toggle-disabled'),
  icon: CircleOff,
  group: 'edit',
  shortcuts: ['d'],
  enabledWhen: (app) => app.document.isEditable && app.view.selection.nodes.length > 0,
  perform: (app) => app.nodeEdits.toggleDisabled(),
};
