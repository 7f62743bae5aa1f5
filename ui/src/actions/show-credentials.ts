// Shows the credential profiles.
import KeyRound from '@lucide/svelte/icons/key-round';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const showCredentials: UiAction = {
  id: 'show-credentials',
  label: msg('action-show-credentials'),
  icon: KeyRound,
  group: 'view',
  perform: (app) => app.view.showLeft('credentials'),
};
