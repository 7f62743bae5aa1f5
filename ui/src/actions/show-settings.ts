// Opens the settings.
import Settings from '@lucide/svelte/icons/settings';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const showSettings: UiAction = {
  id: 'show-settings',
  label: msg('action-show-settings'),
  icon: Settings,
  group: 'view',
  shortcuts: ['Mod+,'],
  inFields: true,
  perform: (app) => {
    app.view.dialog = 'settings';
  },
};
