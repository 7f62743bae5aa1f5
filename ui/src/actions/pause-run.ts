// Pauses the running test call after the page under way; it can be gone on with.
import Pause from '@lucide/svelte/icons/pause';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const pauseRun: UiAction = {
  id: 'pause-run',
  label: msg('action-pause-run'),
  icon: Pause,
  group: 'run',
  enabledWhen: (app) => app.runs.current?.mayPause ?? false,
  perform: (app) => app.runs.pause(),
};
