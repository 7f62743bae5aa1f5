// Opens the picker to append a node to the selected one.
import Plus from '@lucide/svelte/icons/plus';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const appendNode: UiAction = {
  id: 'append-node',
  label: msg('action-append-node'),
  icon: Plus,
  group: 'insert',
  shortcuts: ['a'],
  enabledWhen: (app) => app.document.isEditable && app.view.onlyNode !== undefined,
  perform: (app) => app.nodeEdits.openAppend(),
};
