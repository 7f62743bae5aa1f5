// Shows past runs.
import History from '@lucide/svelte/icons/history';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const showHistory: UiAction = {
  id: 'show-history',
  label: msg('action-show-history'),
  icon: History,
  group: 'view',
  perform: (app) => {
    app.view.showBottom('results');
    return app.runs.past ? undefined : app.runs.togglePast();
  },
};
