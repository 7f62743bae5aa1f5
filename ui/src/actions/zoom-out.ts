// Makes the canvas smaller by one step.
import ZoomOut from '@lucide/svelte/icons/zoom-out';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const zoomOut: UiAction = {
  id: 'zoom-out',
  label: msg('action-zoom-out'),
  icon: ZoomOut,
  group: 'canvas',
  shortcuts: ['Mod+-'],
  inFields: true,
  enabledWhen: (app) => app.view.canvas !== null,
  perform: (app) => app.view.canvas?.zoomOut(),
};
