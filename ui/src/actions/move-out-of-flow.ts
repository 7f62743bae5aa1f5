// Moves the selected nodes out of the child flow that is shown.
import LogOut from '@lucide/svelte/icons/log-out';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const moveOutOfFlow: UiAction = {
  id: 'move-out-of-flow',
  label: msg('action-move-out-of-flow'),
  icon: LogOut,
  group: 'edit',
  shortcuts: ['o'],
  enabledWhen: (app) => app.document.isEditable && app.nodeEdits.canMoveOut,
  perform: (app) => app.nodeEdits.moveOut(),
};
