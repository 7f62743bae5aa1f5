// Brings selected nodes into line, or equal gaps between them. One file for all, since they differ in one word.
import AlignCenterHorizontal from '@lucide/svelte/icons/align-center-horizontal';
import AlignCenterVertical from '@lucide/svelte/icons/align-center-vertical';
import AlignEndHorizontal from '@lucide/svelte/icons/align-end-horizontal';
import AlignEndVertical from '@lucide/svelte/icons/align-end-vertical';
import AlignHorizontalSpaceBetween from '@lucide/svelte/icons/align-horizontal-space-between';
import AlignStartHorizontal from '@lucide/svelte/icons/align-start-horizontal';
import AlignStartVertical from '@lucide/svelte/icons/align-start-vertical';
import AlignVerticalSpaceBetween from '@lucide/svelte/icons/align-vertical-space-between';
import { msg } from '../shared/i18n.svelte';
import type { IconType } from '../shared/icon';
import { aligned, distributed, type Alignment } from '../stores/arrange';
import type { UiAction } from './action';

function align(how: Alignment, label: string, icon: IconType): UiAction {
  return {
    id: `align-${how}`,
    label,
    icon,
    group: 'canvas',
    enabledWhen: (app) => app.document.isEditable && app.view.selection.nodes.length > 1,
    perform: (app) => app.nodeEdits.arrange((boxes) => aligned(boxes, how)),
  };
}

function distribute(along: 'x' | 'y', label: string, icon: IconType): UiAction {
  return {
    id: along === 'x' ? 'distribute-across' : 'distribute-down',
    label,
    icon,
    group: 'canvas',
    enabledWhen: (app) => app.document.isEditable && app.view.selection.nodes.length > 2,
    perform: (app) => app.nodeEdits.arrange((boxes) => distributed(boxes, along)),
  };
}

export const ALIGNMENTS: readonly UiAction[] = [
  align('left', msg('action-align-left'), AlignStartVertical),
  align('center', msg('action-align-center'), AlignCenterVertical),
  align('right', msg('action-align-right'), AlignEndVertical),
  align('top', msg('action-align-top'), AlignStartHorizontal),
  align('middle', msg('action-align-middle'), AlignCenterHorizontal),
  align('bottom', msg('action-align-bottom'), AlignEndHorizontal),
  distribute('x', msg('action-distribute-across'), AlignHorizontalSpaceBetween),
  distribute('y', msg('action-distribute-down'), AlignVerticalSpaceBetween),
];
