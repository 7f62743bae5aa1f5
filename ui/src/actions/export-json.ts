// Writes the playbook as JSON to a file of its own.
import FileBraces from '@lucide/svelte/icons/file-braces';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const exportJson: UiAction = {
  id: 'export-json',
  label: msg('action-export-json'),
  icon: FileBraces,
  group: 'file',
  shortcuts: ['Mod+Shift+E'],
  inFields: true,
  enabledWhen: (app) => app.document.isOpen,
  perform: (app) => app.document.exportAs('json'),
};
