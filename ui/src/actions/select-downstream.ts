// Adds everything that follows the selection.
import ChevronsRight from '@lucide/svelte/icons/chevrons-right';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const selectDownstream: UiAction = {
  id: 'select-downstream',
  label: msg('action-select-downstream'),
  icon: ChevronsRight,
  group: 'canvas',
  shortcuts: ['Alt+d'],
  enabledWhen: (app) => app.view.canvas !== null && app.hasSelection,
  perform: (app) => app.view.canvas?.selectAlong('down'),
};
