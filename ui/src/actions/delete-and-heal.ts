// Deletes the selected nodes and joins what they stood between.
import Unlink from '@lucide/svelte/icons/unlink';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const deleteAndHeal: UiAction = {
  id: 'delete-and-heal',
  label: msg('action-delete-and-heal'),
  icon: Unlink,
  group: 'edit',
  shortcuts: ['Mod+Delete', 'Mod+Backspace'],
  enabledWhen: (app) => app.document.isEditable && app.view.selection.nodes.length > 0,
  perform: (app) => app.deleteSelection(true),
};
