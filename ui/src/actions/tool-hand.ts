// Lets the pointer move the view, until it is chosen again.
import Hand from '@lucide/svelte/icons/hand';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const toolHand: UiAction = {
  id: 'tool-hand',
  label: msg('action-tool-hand'),
  icon: Hand,
  group: 'canvas',
  shortcuts: ['h'],
  isOn: (app) => app.view.tool === 'hand',
  enabledWhen: (app) => app.view.canvas !== null,
  perform: (app) => app.view.toggleTool('hand'),
};
