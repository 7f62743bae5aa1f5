// Opens the picker to make the selected node one of another kind.
import Replace from '@lucide/svelte/icons/replace';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const replaceNode: UiAction = {
  id: 'replace-node',
  label: msg('action-replace-node'),
  icon: Replace,
  group: 'edit',
  shortcuts: ['r'],
  enabledWhen: (app) => app.document.isEditable && app.view.onlyNode !== undefined,
  perform: (app) => app.nodeEdits.openReplace(),
};
