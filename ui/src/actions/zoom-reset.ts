// Shows the canvas at 100 %.
import SearchCheck from '@lucide/svelte/icons/search-check';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const zoomReset: UiAction = {
  id: 'zoom-reset',
  label: msg('action-zoom-reset'),
  icon: SearchCheck,
  group: 'canvas',
  shortcuts: ['Mod+0', '0'],
  inFields: true,
  enabledWhen: (app) => app.view.canvas !== null,
  perform: (app) => app.view.canvas?.zoomTo(1),
};
