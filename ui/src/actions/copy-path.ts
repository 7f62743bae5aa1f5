// Copies the path of the playbook's file.
import ClipboardCopy from '@lucide/svelte/icons/clipboard-copy';
import { msg, t } from '../shared/i18n.svelte';
import { toasts } from '../shared/toasts.svelte';
import type { UiAction } from './action';

export const copyPath: UiAction = {
  id: 'copy-path',
  label: msg('action-copy-path'),
  icon: ClipboardCopy,
  group: 'file',
  enabledWhen: (app) => Boolean(app.document.state.path),
  perform: async (app) => {
    const path = app.document.state.path ?? '';
    try {
      await navigator.clipboard.writeText(path);
      toasts.show('ok', t('shared-copied'), path);
    } catch {
      // Where the clipboard is refused, the path can at least be read.
      toasts.show('info', path);
    }
  },
};
