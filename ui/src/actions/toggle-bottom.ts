// Shows or hides the bottom panel.
import PanelBottom from '@lucide/svelte/icons/panel-bottom';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const toggleBottom: UiAction = {
  id: 'toggle-bottom',
  label: msg('action-toggle-bottom'),
  icon: PanelBottom,
  group: 'view',
  shortcuts: ['Mod+J'],
  inFields: true,
  isOn: (app) => app.view.panels.bottom.open,
  perform: (app) => app.view.toggle('bottom'),
};
