// Moves the selected nodes into the child flow that is selected with them.
import LogIn from '@lucide/svelte/icons/log-in';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const moveIntoFlow: UiAction = {
  id: 'move-into-flow',
  label: msg('action-move-into-flow'),
  icon: LogIn,
  group: 'edit',
  shortcuts: ['i'],
  enabledWhen: (app) => app.document.isEditable && app.nodeEdits.canMoveIn,
  perform: (app) => app.nodeEdits.moveIn(),
};
