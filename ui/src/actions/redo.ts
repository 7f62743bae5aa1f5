// Does again what was taken back.
import Redo2 from '@lucide/svelte/icons/redo-2';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const redo: UiAction = {
  id: 'redo',
  label: msg('action-redo'),
  icon: Redo2,
  group: 'edit',
  shortcuts: ['Mod+Y', 'Mod+Shift+Z'],
  enabledWhen: (app) => app.document.canRedo,
  perform: (app) => app.document.redo(),
};
