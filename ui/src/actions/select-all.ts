// Selects every node and edge.
import BoxSelect from '@lucide/svelte/icons/box-select';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const selectAll: UiAction = {
  id: 'select-all',
  label: msg('action-select-all'),
  icon: BoxSelect,
  group: 'edit',
  shortcuts: ['Mod+A'],
  enabledWhen: (app) => app.document.nodes.size > 0,
  perform: (app) => app.selectAll(),
};
