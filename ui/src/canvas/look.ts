// What every kind of node says of itself in the same words: its classes, its place, its spoken name. As one text each:
// a card is mounted hundreds of times in a pan, and each directive of a template is work of its own.

import { t } from '../shared/i18n.svelte';
import type { CanvasNode } from './model.svelte';

/** Returns the classes of a node's element; `own` are those of its kind. */
export function classesOf(node: CanvasNode, own: string): string {
  const selected = node.selected ? ' selected' : '';
  const disabled = node.isDisabled ? ' disabled' : '';
  return `node ${own} wire-${node.wire}${selected}${disabled}`;
}

/** Added to the rank of what is selected. */
const ABOVE_ALL = 1_000_000_000;

/** Returns the style that puts a node's element where it belongs. */
export function placeOf(node: CanvasNode): string {
  const { x, y, width, height } = node;
  // Later nodes lie on top, selected ones above all, and groups behind what they hold, whenever they were drawn.
  const above = node.shape === 'group' ? 0 : node.order + 1 + (node.selected ? ABOVE_ALL : 0);
  return `width: ${width}px; height: ${height}px; transform: translate(${x}px, ${y}px); z-index: ${above}`;
}

/** Returns the name a screen reader says; being selected is part of it. */
export function spokenName(node: CanvasNode): string {
  return node.selected ? t('canvas-node-selected', { name: node.ariaLabel }) : node.ariaLabel;
}
