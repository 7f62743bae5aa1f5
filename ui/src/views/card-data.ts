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
import { isolate } from '../shared/isolate';
import type { EdgeData, NodeData } from '../canvas/contract';
import { branchesOf, ELSE, keywordOf } from '../stores/branches';
import { portsOf, rowsOf, sizeOf } from './card-shape';

export interface CardFacts {
  node: PlaybookNode;
  position: Position | null;
  /** Place among the nodes of the document, for a node that was never placed. */
  index: number;
  component: ComponentView | undefined;
  operation: OperationView | null | undefined;
  problems: readonly Diagnostic[];
  run: RunView | undefined;
  /** Ports that edges use, for a node of a kind nobody knows. */
  used?: { in: string[]; out: string[] };
  /** How many nodes stand inside, for a child flow. */
  inside?: number;
}

type Access = NodeData['access'];

const ACCESS: Record<AccessLevelView, Access> = {
  read: 'read',
  write: 'write',
  destructive: 'destructive',
  unknown: 'neutral',
};

/** What a call does, as a shape beside the colour of its tile: the icons of `shared/access.ts`, by name. */
const ACCESS_ICONS: Partial<Record<Access, string>> = {
  read: 'list-checks',
  write: 'square-pen',
  destructive: 'ban',
};

/** Returns what the canvas draws for a node. */
export function cardOf(facts: CardFacts): NodeData {
  const { node, component } = facts;
  const shape = component?.card ?? 'card';
  const kind = component ? t(`${component.text}-title`) : node.kind;
  const subtitle = subtitleOf(facts, kind, shape);
  const access = accessOf(facts);
  const chip = chipOf(facts.run);
  const badge = badgeOf(facts.problems);
  const place = facts.position ?? placeFor(facts.index);
  return {
    id: node.id,
    x: place.x,
    y: place.y,
    ...sizeOf(node, component),
    shape,
    title: node.name,
    subtitle,
    icon: ACCESS_ICONS[access] ?? component?.icon ?? '',
    access,
    ports: portsOf(node, component, facts.used),
    isDisabled: node.disabled === true,
    ...(component && shape === 'branches' ? { rows: rowsOf(node, component) } : {}),
    ...(shape === 'note' || shape === 'group' ? paperOf(node, component) : {}),
    ariaLabel: [
      isolate(node.name),
      shape === 'note' || shape === 'group' ? textOf(node, 'text') : '',
      subtitle || kind,
      node.disabled ? t('frame-disabled') : '',
      isPlain(shape, access) ? '' : t(`frame-access-${access}`),
      facts.problems.length > 0 ? t('frame-problem-count', { count: facts.problems.length }) : '',
      chip?.text ?? '',
    ]
      .filter(Boolean)
      .join(', '),
    chip,
    badge,
  };
}

/** What an edge must know of the node it leaves to name its branch. */
export interface WireSource {
  node: PlaybookNode;
  component: ComponentView | undefined;
}

/** Returns what the canvas draws for an edge; `nameOf` gives the names of its ends. */
export function wireOf(edge: Edge, nameOf: (node: string) => string, source?: WireSource): EdgeData {
  const branch = source ? branchLabel(edge, source) : '';
  const required = edge.required ? t('frame-edge-required') : '';
  const label = [isolate(branch), required].filter(Boolean).join(' · ');
  const name = t('frame-edge-name', { from: nameOf(edge.from.node), to: nameOf(edge.to.node) });
  return {
    id: edge.id,
    from: edge.from,
    to: edge.to,
    ...(label ? { label } : {}),
    ariaLabel: [name, label].filter(Boolean).join(', '),
  };
}

/** Returns what a branch is called on its edges; empty for an edge that leaves by none. */
export function branchLabel(edge: Edge, { node, component }: WireSource): string {
  if (!component?.branching) return '';
  if (edge.from.port === ELSE && component.outputs.includes(ELSE)) return 'ELSE';
  const branches = branchesOf(node);
  const index = branches.findIndex(({ id }) => id === edge.from.port);
  return index < 0 ? '' : branches[index]?.name || keywordOf(component.branching, index);
}

/** Shapes whose colour says nothing that words would have to say, too. */
function isPlain(shape: NodeData['shape'], access: Access): boolean {
  return access === 'flow' || shape === 'note' || shape === 'group';
}

function textOf(node: PlaybookNode, key: string): string {
  const value = node.settings?.[key];
  return typeof value === 'string' ? value : '';
}

function paperOf(node: PlaybookNode, component: ComponentView | undefined): Partial<NodeData> {
  const colour = textOf(node, 'color');
  const known = component?.colours.includes(colour) ? colour : (component?.colours[0] ?? '');
  return { text: textOf(node, 'text'), colour: known };
}

function subtitleOf({ node, component, inside }: CardFacts, kind: string, shape: NodeData['shape']): string {
  if (shape === 'pill') return '';
  if (shape === 'stack') return [kind, t('frame-inside', { count: inside ?? 0 })].join(' · ');
  const action = component?.actions.find(
    ({ id, older }) => id === node.action || older.includes(node.action ?? ''),
  );
  if (action && component && action.params.length + component.actions.length > 1)
    return t(`${action.text}-title`);
  const { product, operation } = node.settings ?? {};
  const parts = [product, operation].filter(
    (part): part is string => typeof part === 'string' && part !== '',
  );
  return parts.length > 0 ? parts.map(isolate).join(' · ') : kind;
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
