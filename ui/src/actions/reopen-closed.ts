// Opens the playbook closed last again, with its history.
import RotateCcw from '@lucide/svelte/icons/rotate-ccw';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const reopenClosed: UiAction = {
  id: 'reopen-closed',
  label: msg('action-reopen-closed'),
  icon: RotateCcw,
  group: 'file',
  shortcuts: ['Mod+Shift+T'],
  inFields: true,
  perform: (app) => app.tabs.reopenClosed(),
};
