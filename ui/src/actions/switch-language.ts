// Changes between English and Chinese, everywhere at once.
import Languages from '@lucide/svelte/icons/languages';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const switchLanguage: UiAction = {
  id: 'switch-language',
  label: msg('action-switch-language'),
  icon: Languages,
  group: 'view',
  perform: (app) => app.settings.setLang(app.lang === 'zh' ? 'en' : 'zh'),
};
