// Opens the dialog about the API facts: what is installed, import, refresh.
import DatabaseZap from '@lucide/svelte/icons/database-zap';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const showFacts: UiAction = {
  id: 'show-facts',
  label: msg('action-show-facts'),
  icon: DatabaseZap,
  group: 'view',
  perform: (app) => app.showFacts(),
};
