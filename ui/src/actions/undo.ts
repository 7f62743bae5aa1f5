// Takes the last edit back. In a text field the keys are the field's own.
import Undo2 from '@lucide/svelte/icons/undo-2';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const undo: UiAction = {
  id: 'undo',
  label: msg('action-undo'),
  icon: Undo2,
  group: 'edit',
  shortcuts: ['Mod+Z'],
  enabledWhen: (app) => app.document.canUndo,
  perform: (app) => app.document.undo(),
};
