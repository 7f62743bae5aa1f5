// The type of an icon component. Icons are imported one by one from `@lucide/svelte/icons/…`, so
// that only those in use reach the bundle; size and stroke come from base.css.
import type { LucideIcon } from '@lucide/svelte';

export type IconType = LucideIcon;
