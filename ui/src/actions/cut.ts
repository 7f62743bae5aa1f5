// Copies the selected nodes and deletes them.
import Scissors from '@lucide/svelte/icons/scissors';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const cut: UiAction = {
  id: 'cut',
  label: msg('action-cut'),
  icon: Scissors,
  group: 'edit',
  shortcuts: ['Mod+x'],
  enabledWhen: (app) => app.document.isEditable && app.view.selection.nodes.length > 0,
  perform: (app) => app.clipboard.cut(),
};
