// Deletes what is selected. Never asks: undo brings it back.
import Trash2 from '@lucide/svelte/icons/trash-2';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const deleteSelection: UiAction = {
  id: 'delete-selection',
  label: msg('action-delete-selection'),
  icon: Trash2,
  group: 'edit',
  shortcuts: ['Delete', 'Backspace'],
  enabledWhen: (app) => app.document.isEditable && app.hasSelection,
  perform: (app) => app.deleteSelection(),
};
