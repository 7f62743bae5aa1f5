// Goes to the next part of the window.
import SquareArrowRight from '@lucide/svelte/icons/square-arrow-right';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';
import { goToRegion } from './regions';

export const nextRegion: UiAction = {
  id: 'next-region',
  label: msg('action-next-region'),
  icon: SquareArrowRight,
  group: 'view',
  shortcuts: ['F6'],
  inFields: true,
  perform: () => goToRegion(1),
};
