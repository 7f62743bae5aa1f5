// Pastes copied nodes together with what led to them and away from them.
import ClipboardPlus from '@lucide/svelte/icons/clipboard-plus';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const pasteWithLinks: UiAction = {
  id: 'paste-with-links',
  label: msg('action-paste-with-links'),
  icon: ClipboardPlus,
  group: 'edit',
  shortcuts: ['Mod+Shift+V'],
  enabledWhen: (app) => app.document.isEditable,
  perform: (app) => app.clipboard.paste({ links: true }),
};
