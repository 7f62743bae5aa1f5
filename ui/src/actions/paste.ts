// Pastes copied nodes with new ids and free names.
import ClipboardPaste from '@lucide/svelte/icons/clipboard-paste';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const paste: UiAction = {
  id: 'paste',
  label: msg('action-paste'),
  icon: ClipboardPaste,
  group: 'edit',
  shortcuts: ['Mod+v'],
  onKey: (app) => app.clipboard.pasteSoon(),
  enabledWhen: (app) => app.document.isEditable,
  perform: (app) => app.clipboard.paste(),
};
