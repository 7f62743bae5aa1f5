// Goes to the problem before.
import ArrowUp from '@lucide/svelte/icons/arrow-up';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const previousProblem: UiAction = {
  id: 'previous-problem',
  label: msg('action-previous-problem'),
  icon: ArrowUp,
  group: 'edit',
  shortcuts: ['Shift+F8'],
  inFields: true,
  enabledWhen: (app) => app.diagnostics.items.length > 0,
  perform: (app) => app.stepProblem(-1),
};
