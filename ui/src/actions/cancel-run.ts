// Stops the running test call; rows fetched so far stay.
import CircleStop from '@lucide/svelte/icons/circle-stop';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const cancelRun: UiAction = {
  id: 'cancel-run',
  label: msg('action-cancel-run'),
  icon: CircleStop,
  group: 'run',
  enabledWhen: (app) => app.runs.isRunning,
  perform: (app) => app.runs.cancel(),
};
