// Goes on with the run on show where it stopped.
import Play from '@lucide/svelte/icons/play';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const resumeRun: UiAction = {
  id: 'resume-run',
  label: msg('action-resume-run'),
  icon: Play,
  group: 'run',
  enabledWhen: (app) => app.runs.current?.mayResume ?? false,
  perform: (app) => app.runs.resume(),
};
