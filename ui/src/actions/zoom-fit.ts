// Shows the whole playbook.
import Maximize from '@lucide/svelte/icons/maximize';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const zoomFit: UiAction = {
  id: 'zoom-fit',
  label: msg('action-zoom-fit'),
  icon: Maximize,
  group: 'canvas',
  shortcuts: ['Mod+1', '1'],
  inFields: true,
  enabledWhen: (app) => app.view.canvas !== null,
  perform: (app) => app.view.canvas?.fit(),
};
