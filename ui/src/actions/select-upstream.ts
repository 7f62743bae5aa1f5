// Adds everything that leads to the selection.
import ChevronsLeft from '@lucide/svelte/icons/chevrons-left';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const selectUpstream: UiAction = {
  id: 'select-upstream',
  label: msg('action-select-upstream'),
  icon: ChevronsLeft,
  group: 'canvas',
  shortcuts: ['Alt+u'],
  enabledWhen: (app) => app.view.canvas !== null && app.hasSelection,
  perform: (app) => app.view.canvas?.selectAlong('up'),
};
