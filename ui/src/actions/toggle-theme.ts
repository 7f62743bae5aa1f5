// Changes between light and dark; the settings dialog can also follow the system.
import SunMoon from '@lucide/svelte/icons/sun-moon';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const toggleTheme: UiAction = {
  id: 'toggle-theme',
  label: msg('action-toggle-theme'),
  icon: SunMoon,
  group: 'view',
  perform: (app) => app.settings.set({ theme: app.settings.theme === 'dark' ? 'light' : 'dark' }),
};
