// How an access level is shown: a tone, an icon and a word, never one of them alone.
import Ban from '@lucide/svelte/icons/ban';
import CloudCog from '@lucide/svelte/icons/cloud-cog';
import ListChecks from '@lucide/svelte/icons/list-checks';
import SquarePen from '@lucide/svelte/icons/square-pen';
import type { AccessLevelView } from '../generated/contract';
import type { IconType } from '../shared/icon';
import type { Tone } from '../shared/tone';

export const ACCESS: Record<AccessLevelView, { icon: IconType; tone: Tone; tile: string }> = {
  read: { icon: ListChecks, tone: 'read', tile: 'read' },
  write: { icon: SquarePen, tone: 'write', tile: 'write' },
  destructive: { icon: Ban, tone: 'destroy', tile: 'destroy' },
  unknown: { icon: CloudCog, tone: 'neutral', tile: 'neutral' },
};
