// Puts the selected nodes on the clipboard as readable text.
import Copy from '@lucide/svelte/icons/copy';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const copy: UiAction = {
  id: 'copy',
  label: msg('action-copy'),
  icon: Copy,
  group: 'edit',
  shortcuts: ['Mod+c'],
  enabledWhen: (app) => app.view.selection.nodes.length > 0,
  perform: (app) => app.clipboard.copy(),
};
