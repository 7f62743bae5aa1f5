// Makes the canvas larger by one step.
import ZoomIn from '@lucide/svelte/icons/zoom-in';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const zoomIn: UiAction = {
  id: 'zoom-in',
  label: msg('action-zoom-in'),
  icon: ZoomIn,
  group: 'canvas',
  shortcuts: ['Mod+='],
  inFields: true,
  enabledWhen: (app) => app.view.canvas !== null,
  perform: (app) => app.view.canvas?.zoomIn(),
};
