// Goes to the name of the selected node.
import Pencil from '@lucide/svelte/icons/pencil';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const renameNode: UiAction = {
  id: 'rename-node',
  label: msg('action-rename-node'),
  icon: Pencil,
  group: 'edit',
  shortcuts: ['F2', 'e'],
  enabledWhen: (app) => app.document.isEditable && app.view.onlyNode !== undefined,
  perform: (app) => app.nodeEdits.rename(),
};
