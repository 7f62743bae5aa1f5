// Opens the dialog that asks before the selected node's call is really sent.
import Play from '@lucide/svelte/icons/play';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const testCall: UiAction = {
  id: 'test-call',
  label: msg('action-test-call'),
  icon: Play,
  group: 'run',
  shortcuts: ['Mod+Enter'],
  inFields: true,
  enabledWhen: (app) => app.canTestCall,
  perform: (app) => app.beginTestCall(),
};
