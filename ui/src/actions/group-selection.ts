// Puts a frame round the selected nodes.
import Group from '@lucide/svelte/icons/group';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const groupSelection: UiAction = {
  id: 'group-selection',
  label: msg('action-group-selection'),
  icon: Group,
  group: 'edit',
  shortcuts: ['Mod+g'],
  enabledWhen: (app) => app.document.isEditable && app.view.selection.nodes.length > 0,
  perform: (app) => app.nodeEdits.groupSelection(),
};
