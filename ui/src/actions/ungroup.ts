// Takes away the frames of groups and dissolves child flows; what they held stays.
import Ungroup from '@lucide/svelte/icons/ungroup';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const ungroup: UiAction = {
  id: 'ungroup',
  label: msg('action-ungroup'),
  icon: Ungroup,
  group: 'edit',
  shortcuts: ['Mod+Shift+G'],
  enabledWhen: (app) => app.document.isEditable && app.nodeEdits.canUngroup,
  perform: (app) => app.nodeEdits.ungroup(),
};
