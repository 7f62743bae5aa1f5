// Shows or hides the inspector.
import PanelRight from '@lucide/svelte/icons/panel-right';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const toggleInspector: UiAction = {
  id: 'toggle-inspector',
  label: msg('action-toggle-inspector'),
  icon: PanelRight,
  group: 'view',
  shortcuts: ['Mod+Alt+P'],
  inFields: true,
  isOn: (app) => app.view.panels.inspector.open,
  perform: (app) => app.view.toggle('inspector'),
};
