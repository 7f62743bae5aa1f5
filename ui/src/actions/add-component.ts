// Puts the focus into the palette's search, from where Enter adds a component.
import Search from '@lucide/svelte/icons/search';
import { msg } from '../shared/i18n.svelte';
import type { UiAction } from './action';

export const addComponent: UiAction = {
  id: 'add-component',
  label: msg('action-add-component'),
  icon: Search,
  group: 'insert',
  shortcuts: ['n'],
  enabledWhen: (app) => app.document.isEditable,
  perform: (app) => {
    app.view.showLeft('components');
    app.view.searchTurn += 1;
  },
};
