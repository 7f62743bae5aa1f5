// How an access level is shown: a tone, an icon and a word, never one of them alone.
import Ban from '@lucide/svelte/icons/ban';
import CloudCog from '@lucide/svelte/icons/cloud-cog';
import ListChecks from '@lucide/svelte/icons/list-checks';
import SquarePen from '@lucide/svelte/icons/square-pen';
import type { IconType } from './icon';
import type { Tone } from './tone';

/** By the contract's words for an access level. */
export const ACCESS: Record<
  'read' | 'write' | 'destructive' | 'unknown',
  { icon: IconType; tone: Tone; tile: string }
> = {
  read: { icon: ListChecks, tone: 'read', tile: 'read' },
  write: { icon: SquarePen, tone: 'write', tile: 'write' },
  destructive: { icon: Ban, tone: 'destroy', tile: 'destroy' },
  unknown: { icon: CloudCog, tone: 'neutral', tile: 'neutral' },
};
