// Turns a node of the document, with what is known about it, into what the canvas draws: title,
// subtitle, access, chip, badge and the full spoken name. Pure, so that every combination can be
// tested without a canvas.
import type {
  AccessLevelView,
  ComponentView,
  Diagnostic,
  Edge,
  OperationView,
  PlaybookNode,
  Position,
  RunView,
} from '../generated/contract';
import { t } from '../shared/i18n.svelte';
import {
  CARD_HEIGHT,
  CARD_WIDTH,
  PILL_HEIGHT,
  PILL_WIDTH,
  type EdgeData,
  type NodeData,
} from '../canvas/contract';

export interface CardFacts {
  node: PlaybookNode;
  position: Position | null;
  /** Place among the nodes of the document, for a node that was never placed. */
  index: number;
  component: ComponentView | undefined;
  operation: OperationView | null | undefined;
  problems: readonly Diagnostic[];
  run: RunView | undefined;
}

type Access = NodeData['access'];

const ACCESS: Record<AccessLevelView, Access> = {
  read: 'read',
  write: 'write',
  destructive: 'destructive',
  unknown: 'neutral',
};

/** Returns what the canvas draws for a node. */
export function cardOf(facts: CardFacts): NodeData {
  const { node, component } = facts;
  const shape = component?.card ?? 'card';
  const kind = component ? t(`${component.text}-title`) : node.kind;
  const subtitle = subtitleOf(node, kind, shape);
  const access = accessOf(facts);
  const chip = chipOf(facts.run);
  const badge = badgeOf(facts.problems);
  const place = facts.position ?? placeFor(facts.index);
  return {
    id: node.id,
    x: place.x,
    y: place.y,
    width: shape === 'pill' ? PILL_WIDTH : CARD_WIDTH,
    height: shape === 'pill' ? PILL_HEIGHT : CARD_HEIGHT,
    shape,
    title: node.name,
    subtitle,
    icon: component?.icon ?? '',
    access,
    ports: [
      ...(component?.inputs ?? []).map((id) => ({ id, side: 'in' as const })),
      ...(component?.outputs ?? []).map((id) => ({ id, side: 'out' as const })),
    ],
    ariaLabel: [
      node.name,
      subtitle || kind,
      access === 'flow' ? '' : t(`frame-access-${access}`),
      facts.problems.length > 0 ? t('frame-problem-count', { count: facts.problems.length }) : '',
      chip?.text ?? '',
    ]
      .filter(Boolean)
      .join(', '),
    chip,
    badge,
  };
}

/** Returns what the canvas draws for an edge; `nameOf` gives the names of its ends. */
export function wireOf(edge: Edge, nameOf: (node: string) => string): EdgeData {
  return {
    id: edge.id,
    from: edge.from,
    to: edge.to,
    ariaLabel: t('frame-edge-name', { from: nameOf(edge.from.node), to: nameOf(edge.to.node) }),
  };
}

function subtitleOf(node: PlaybookNode, kind: string, shape: 'card' | 'pill'): string {
  if (shape === 'pill') return '';
  const { product, operation } = node.settings ?? {};
  const parts = [product, operation].filter(
    (part): part is string => typeof part === 'string' && part !== '',
  );
  return parts.length > 0 ? parts.join(' · ') : kind;
}

function accessOf({ node, component, operation }: CardFacts): Access {
  if (component?.category === 'flow') return 'flow';
  if (!node.action) return 'neutral';
  return operation ? ACCESS[operation.access.level] : 'neutral';
}

function chipOf(run: RunView | undefined): NodeData['chip'] {
  if (!run) return null;
  if (!run.ended) return { text: t('frame-chip-running'), tone: 'info' };
  if (run.stop === 'cancelled') return { text: t('frame-chip-cancelled'), tone: 'neutral' };
  if (run.error) return { text: t('frame-chip-failed'), tone: 'error' };
  return { text: t('frame-chip-rows', { rows: run.rows, requests: run.requests }), tone: 'ok' };
}

function badgeOf(problems: readonly Diagnostic[]): NodeData['badge'] {
  if (problems.length === 0) return null;
  const has = (severity: Diagnostic['severity']) => problems.some((problem) => problem.severity === severity);
  return { count: problems.length, severity: has('error') ? 'error' : has('warn') ? 'warning' : 'info' };
}

/** A free place for a node that no file or hand has placed: columns of four, well apart. */
function placeFor(index: number): Position {
  return { x: 80 + (index % 4) * 280, y: 80 + Math.floor(index / 4) * 120 };
}
