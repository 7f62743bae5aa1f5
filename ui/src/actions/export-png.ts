// Writes the playbook as a picture of pixels.
import Image from '@lucide/svelte/icons/image';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const exportPng: UiAction = {
  id: 'export-png',
  label: msg('action-export-png'),
  icon: Image,
  group: 'file',
  enabledWhen: (app) => app.document.isOpen,
  perform: (app) => app.document.exportAs('png'),
};
