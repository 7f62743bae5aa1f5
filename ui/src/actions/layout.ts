// Arranges the flow that is shown, or several selected nodes of it.
import LayoutDashboard from '@lucide/svelte/icons/layout-dashboard';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const layout: UiAction = {
  id: 'layout',
  label: msg('action-layout'),
  icon: LayoutDashboard,
  group: 'canvas',
  shortcuts: ['Shift+Alt+t'],
  enabledWhen: (app) => app.document.isEditable && app.document.nodes.size > 0,
  perform: (app) => app.nodeEdits.layout(),
};
