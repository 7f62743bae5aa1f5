// Opens the API browser.
import Library from '@lucide/svelte/icons/library';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const browseOperations: UiAction = {
  id: 'browse-operations',
  label: msg('action-browse-operations'),
  icon: Library,
  group: 'insert',
  shortcuts: ['Mod+Shift+A'],
  inFields: true,
  perform: (app) => app.browse(),
};
