// Shows the results of the last test call.
import Table from '@lucide/svelte/icons/table';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const showResults: UiAction = {
  id: 'show-results',
  label: msg('action-show-results'),
  icon: Table,
  group: 'view',
  perform: (app) => app.view.showBottom('results'),
};
