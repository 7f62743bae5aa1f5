// Mends the problem one is at: the one fix there is, or a choice of several.
import Lightbulb from '@lucide/svelte/icons/lightbulb';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const quickFix: UiAction = {
  id: 'quick-fix',
  label: msg('action-quick-fix'),
  icon: Lightbulb,
  group: 'edit',
  shortcuts: ['Mod+.'],
  inFields: true,
  enabledWhen: (app) => app.document.isEditable && app.diagnostics.items.length > 0,
  perform: (app) => app.quickFix.begin(),
};
