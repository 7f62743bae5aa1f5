// Goes to the next problem: selects its node and focuses its field.
import ArrowDown from '@lucide/svelte/icons/arrow-down';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const nextProblem: UiAction = {
  id: 'next-problem',
  label: msg('action-next-problem'),
  icon: ArrowDown,
  group: 'edit',
  shortcuts: ['F8'],
  inFields: true,
  enabledWhen: (app) => app.diagnostics.items.length > 0,
  perform: (app) => app.stepProblem(1),
};
