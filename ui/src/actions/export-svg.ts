// Writes the playbook as a drawing that carries it, so that it opens again.
import FileImage from '@lucide/svelte/icons/file-image';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const exportSvg: UiAction = {
  id: 'export-svg',
  label: msg('action-export-svg'),
  icon: FileImage,
  group: 'file',
  enabledWhen: (app) => app.document.isOpen,
  perform: (app) => app.document.exportAs('svg'),
};
