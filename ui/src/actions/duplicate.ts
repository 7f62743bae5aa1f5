// Puts a copy of the selected nodes beside them.
import CopyPlus from '@lucide/svelte/icons/copy-plus';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const duplicate: UiAction = {
  id: 'duplicate',
  label: msg('action-duplicate'),
  icon: CopyPlus,
  group: 'edit',
  shortcuts: ['Mod+d'],
  enabledWhen: (app) => app.document.isEditable && app.view.selection.nodes.length > 0,
  perform: (app) => app.clipboard.duplicate(),
};
