// What a menu is made of, as data, so that a menu can be built from the list of UI actions.
import type { IconType } from './icon';

export interface MenuItem {
  id: string;
  label: string;
  icon?: IconType;
  shortcut?: string;
  disabled?: boolean;
  /** Set for a choice: shows a tick when true. */
  checked?: boolean;
  danger?: boolean;
  /** A line above this item. */
  separated?: boolean;
  onselect: () => void;
}
