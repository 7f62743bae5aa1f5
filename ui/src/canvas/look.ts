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

/** Returns the style that puts a node's element where it belongs. */
export function placeOf(node: CanvasNode): string {
  const { x, y, width, height } = node;
  return `width: ${width}px; height: ${height}px; transform: translate(${x}px, ${y}px)`;
}

/** Returns the name a screen reader says; being selected is part of it. */
export function spokenName(node: CanvasNode): string {
  return node.selected ? t('canvas-node-selected', { name: node.ariaLabel }) : node.ariaLabel;
}
