// Closes every playbook but the one in front.
import CopyX from '@lucide/svelte/icons/copy-x';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const closeOthers: UiAction = {
  id: 'close-others',
  label: msg('action-close-others'),
  icon: CopyX,
  group: 'file',
  enabledWhen: (app) => app.document.isOpen && app.tabs.list.length > 1,
  perform: (app) => app.tabs.closeOthers(app.document.doc),
};
