// Shows what is selected, as large as it fits.
import ScanSearch from '@lucide/svelte/icons/scan-search';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const zoomSelection: UiAction = {
  id: 'zoom-selection',
  label: msg('action-zoom-selection'),
  icon: ScanSearch,
  group: 'canvas',
  shortcuts: ['Shift+2'],
  enabledWhen: (app) => app.view.canvas !== null && app.hasSelection,
  perform: (app) => app.view.canvas?.fitSelection(),
};
