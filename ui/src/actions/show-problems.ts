// Shows the list of problems.
import CircleAlert from '@lucide/svelte/icons/circle-alert';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const showProblems: UiAction = {
  id: 'show-problems',
  label: msg('action-show-problems'),
  icon: CircleAlert,
  group: 'view',
  perform: (app) => app.view.showBottom('problems'),
};
