// Icons that the engine names: a component kind says "cloud-cog", and this table holds the drawing.
// A name that is missing here falls back to a plain box; adding a kind adds a line.
import Ban from '@lucide/svelte/icons/ban';
import Bell from '@lucide/svelte/icons/bell';
import BookSearch from '@lucide/svelte/icons/book-search';
import Box from '@lucide/svelte/icons/box';
import CircleDot from '@lucide/svelte/icons/circle-dot';
import CloudCog from '@lucide/svelte/icons/cloud-cog';
import Database from '@lucide/svelte/icons/database';
import FileCode from '@lucide/svelte/icons/file-code';
import Funnel from '@lucide/svelte/icons/funnel';
import Group from '@lucide/svelte/icons/group';
import ListChecks from '@lucide/svelte/icons/list-checks';
import ListEnd from '@lucide/svelte/icons/list-end';
import Merge from '@lucide/svelte/icons/merge';
import Plug from '@lucide/svelte/icons/plug';
import Radar from '@lucide/svelte/icons/radar';
import ScrollText from '@lucide/svelte/icons/scroll-text';
import Share2 from '@lucide/svelte/icons/share-2';
import ShieldX from '@lucide/svelte/icons/shield-x';
import Siren from '@lucide/svelte/icons/siren';
import Split from '@lucide/svelte/icons/split';
import SquarePen from '@lucide/svelte/icons/square-pen';
import SquareStack from '@lucide/svelte/icons/square-stack';
import StickyNote from '@lucide/svelte/icons/sticky-note';
import TableProperties from '@lucide/svelte/icons/table-properties';
import Timer from '@lucide/svelte/icons/timer';
import Workflow from '@lucide/svelte/icons/workflow';
import Wrench from '@lucide/svelte/icons/wrench';
import Zap from '@lucide/svelte/icons/zap';
import type { IconType } from './icon';

const ICONS: Record<string, IconType> = {
  ban: Ban,
  bell: Bell,
  'book-search': BookSearch,
  'circle-dot': CircleDot,
  'cloud-cog': CloudCog,
  database: Database,
  'file-code': FileCode,
  funnel: Funnel,
  group: Group,
  'list-checks': ListChecks,
  'list-end': ListEnd,
  merge: Merge,
  plug: Plug,
  radar: Radar,
  'scroll-text': ScrollText,
  'share-2': Share2,
  'shield-x': ShieldX,
  siren: Siren,
  split: Split,
  'square-pen': SquarePen,
  'square-stack': SquareStack,
  'sticky-note': StickyNote,
  'table-properties': TableProperties,
  timer: Timer,
  workflow: Workflow,
  wrench: Wrench,
  zap: Zap,
};

/** Names that have a drawing of their own. */
export const ICON_NAMES: readonly string[] = Object.keys(ICONS);

export function iconByName(name: string): IconType {
  return ICONS[name] ?? Box;
}
