// Lets dragged nodes snap to the grid, or not.
import Grid3x3 from '@lucide/svelte/icons/grid-3x3';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const toggleGrid: UiAction = {
  id: 'toggle-grid',
  label: msg('action-toggle-grid'),
  icon: Grid3x3,
  group: 'canvas',
  shortcuts: ["Mod+'"],
  isOn: (app) => app.view.isGridOn,
  enabledWhen: (app) => app.view.canvas !== null,
  perform: (app) => void (app.view.isGridOn = !app.view.isGridOn),
};
