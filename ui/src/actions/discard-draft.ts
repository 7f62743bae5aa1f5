// Throws unsaved changes away: back to the file, or away with a playbook that has none.
import FileX from '@lucide/svelte/icons/file-x';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const discardDraft: UiAction = {
  id: 'discard-draft',
  label: msg('action-discard-draft'),
  icon: FileX,
  group: 'file',
  enabledWhen: (app) => app.document.isOpen && app.document.isDirty,
  perform: (app) => app.outside.discard(app.document.doc),
};
