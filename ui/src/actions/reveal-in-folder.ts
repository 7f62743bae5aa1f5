// Shows the playbook's file in the file manager.
import FolderOpen from '@lucide/svelte/icons/folder-open';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const revealInFolder: UiAction = {
  id: 'reveal-in-folder',
  label: msg('action-reveal-in-folder'),
  icon: FolderOpen,
  group: 'file',
  enabledWhen: (app) => Boolean(app.document.state.path),
  perform: (app) => app.outside.reveal(app.document.doc),
};
