// Lets the pointer open and close room between nodes.
import UnfoldHorizontal from '@lucide/svelte/icons/unfold-horizontal';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const toolSpace: UiAction = {
  id: 'tool-space',
  label: msg('action-tool-space'),
  icon: UnfoldHorizontal,
  group: 'canvas',
  shortcuts: ['s'],
  isOn: (app) => app.view.tool === 'space',
  enabledWhen: (app) => app.view.canvas !== null && app.document.isEditable,
  perform: (app) => app.view.toggleTool('space'),
};
