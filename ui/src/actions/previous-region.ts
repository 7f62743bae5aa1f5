// Goes to the part of the window before.
import SquareArrowLeft from '@lucide/svelte/icons/square-arrow-left';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';
import { goToRegion } from './regions';

export const previousRegion: UiAction = {
  id: 'previous-region',
  label: msg('action-previous-region'),
  icon: SquareArrowLeft,
  group: 'view',
  shortcuts: ['Shift+F6'],
  inFields: true,
  perform: () => goToRegion(-1),
};
