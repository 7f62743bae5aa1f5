// Shows or hides the left panel.
import PanelLeft from '@lucide/svelte/icons/panel-left';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const toggleLeft: UiAction = {
  id: 'toggle-left',
  label: msg('action-toggle-left'),
  icon: PanelLeft,
  group: 'view',
  shortcuts: ['Mod+B'],
  inFields: true,
  isOn: (app) => app.view.panels.left.open,
  perform: (app) => app.view.toggle('left'),
};
