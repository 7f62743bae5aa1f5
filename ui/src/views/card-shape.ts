// The parts of a card that follow from its kind: ports, rows of branches, size. Pure; the engine counts with the same
// figures, which travel with the kind's definition.
import type { ComponentView, PlaybookNode } from '../generated/contract';
import { BRANCH_HEAD, BRANCH_ROW, CARD_HEIGHT, CARD_WIDTH, type NodeData } from '../canvas/contract';
import { t } from '../shared/i18n.svelte';
import { branchesOf, ELSE, keywordOf, summaryOf } from '../stores/branches';

/** Most branches that are drawn; the engine lays out as many. */
const MOST_BRANCHES = 64;

/** Returns the ports of a node. One of a kind nobody knows has those its edges use, so that they can be drawn. */
export function portsOf(
  node: PlaybookNode,
  component: ComponentView | undefined,
  used: { in: string[]; out: string[] } = { in: [], out: [] },
): NodeData['ports'] {
  if (!component) {
    const ids = (side: 'in' | 'out') => [...new Set([side, ...used[side]])];
    return [
      ...ids('in').map((id) => ({ id, side: 'in' as const })),
      ...ids('out').map((id) => ({ id, side: 'out' as const })),
    ];
  }
  const inputs = component.inputs.map((id) => ({ id, side: 'in' as const }));
  if (!component.branching)
    return [...inputs, ...component.outputs.map((id) => ({ id, side: 'out' as const }))];
  const at = (row: number) => BRANCH_HEAD + BRANCH_ROW * (row + 0.5);
  return [
    ...inputs.map((port) => ({ ...port, at: BRANCH_HEAD / 2 })),
    ...outputsOf(node, component)
      .slice(0, MOST_BRANCHES)
      .map((id, row) => ({ id, side: 'out' as const, at: at(row) })),
  ];
}

/** Returns the output ports of a node: its branches in order, then those of the kind. */
export function outputsOf(node: PlaybookNode, component: ComponentView): string[] {
  if (!component.branching) return component.outputs;
  const own = branchesOf(node).map(({ id }) => id);
  return [...own.filter((id) => !component.outputs.includes(id)), ...component.outputs];
}

/** Returns the rows of a card with branches. */
export function rowsOf(node: PlaybookNode, component: ComponentView): NonNullable<NodeData['rows']> {
  const rows = branchesOf(node).map((branch, index) => ({
    keyword: keywordOf(component.branching, index),
    text: branch.name || summaryOf(branch.when),
  }));
  if (component.outputs.includes(ELSE)) rows.push({ keyword: 'ELSE', text: t('frame-branch-else') });
  return rows.slice(0, MOST_BRANCHES);
}

/** Returns width and height of a node in world units. */
export function sizeOf(
  node: PlaybookNode | undefined,
  component: ComponentView | undefined,
): { width: number; height: number } {
  const width = component?.width ?? CARD_WIDTH;
  const height = component?.height ?? CARD_HEIGHT;
  if (!node || !component) return { width, height };
  if (component.card === 'branches') {
    const rows = Math.min(outputsOf(node, component).length, MOST_BRANCHES);
    return { width, height: Math.max(height, BRANCH_HEAD + rows * BRANCH_ROW + 4) };
  }
  if (component.card !== 'note' && component.card !== 'group') return { width, height };
  const side = (key: string, usual: number) => {
    const value = node.settings?.[key];
    return typeof value === 'number' && value >= 40 && value <= 20_000 ? value : usual;
  };
  return { width: side('width', width), height: side('height', height) };
}
