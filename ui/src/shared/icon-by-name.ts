// Icons that the engine names: a component kind says "cloud-cog", and this table holds the drawing.
// A name that is missing here falls back to a plain box; adding a kind adds a line.
import Box from '@lucide/svelte/icons/box';
import CircleDot from '@lucide/svelte/icons/circle-dot';
import CloudCog from '@lucide/svelte/icons/cloud-cog';
import Zap from '@lucide/svelte/icons/zap';
import type { IconType } from './icon';

const ICONS: Record<string, IconType> = {
  'circle-dot': CircleDot,
  'cloud-cog': CloudCog,
  zap: Zap,
};

export function iconByName(name: string): IconType {
  return ICONS[name] ?? Box;
}
