// Graphs for looking and measuring: a small one with every state a card can have, and large ones of
// any size laid out in columns with 1.3 edges per node, the shape that domain measurements used.
import { CARD_HEIGHT, CARD_WIDTH, PILL_HEIGHT, PILL_WIDTH } from '../contract';
import type { Access, CanvasChange, EdgeData, NodeData } from '../contract';

const IN = { id: 'in', side: 'in' } as const;
const OUT = { id: 'out', side: 'out' } as const;
const LEVELS: Access[] = ['read', 'write', 'destructive', 'flow', 'neutral'];
const ICONS = ['list-checks', 'mail', 'ban', 'split', 'shield'];

/** Returns a card with everything optional left out. */
export function card(id: string, x: number, y: number, more: Partial<NodeData> = {}): NodeData {
  const shape = { width: CARD_WIDTH, height: CARD_HEIGHT, shape: 'card' as const };
  const words = { title: id, subtitle: '', icon: 'list-checks', ariaLabel: id };
  return { id, x, y, ...shape, ...words, access: 'read', ports: [IN, OUT], ...more };
}

/** Returns a start or end pill. */
export function pill(id: string, x: number, y: number, isStart: boolean): NodeData {
  const ports = isStart ? [OUT] : [IN];
  const shape = { shape: 'pill' as const, width: PILL_WIDTH, height: PILL_HEIGHT, ports };
  return card(id, x, y, {
    ...shape,
    icon: isStart ? 'zap' : 'circle-dot',
    access: isStart ? 'read' : 'neutral',
  });
}

/** Returns an edge from an output to an input. */
export function edge(from: string, to: string, more: Partial<EdgeData> = {}): EdgeData {
  const ends = { from: { node: from, port: 'out' }, to: { node: to, port: 'in' } };
  return { id: `${from}>${to}`, ...ends, ariaLabel: `${from} → ${to}`, ...more };
}

/** Returns the small graph that shows every state. */
export function showcase(): CanvasChange {
  const text = (title: string, subtitle: string): Partial<NodeData> => ({
    title,
    subtitle,
    ariaLabel: title,
  });
  const branches = [IN, { id: 'if', side: 'out', at: 20 }, { id: 'else', side: 'out', at: 44 }] as const;
  return {
    nodes: [
      pill('event', 0, 84, true),
      card('intel', 160, 70, {
        ...text('查询威胁情报 intel', 'ThreatIntelligence · describeIpReport'),
        icon: 'shield',
        chip: { text: '1 row', tone: 'ok' },
      }),
      card('decide', 460, 70, { ...text('decide', ''), access: 'flow', icon: 'split', ports: [...branches] }),
      card('response_rules', 760, 0, {
        ...text('response_rules', 'cloud-siem · ListAutomateResponseConfigs'),
        chip: { text: '23 rows · 3 pages', tone: 'ok' },
      }),
      card('block_ip', 1060, 0, {
        ...text('block_ip', 'waf-openapi · CreateDefenseRule'),
        access: 'destructive',
        icon: 'ban',
        chip: { text: 'asks first', tone: 'error' },
      }),
      card('tell_team', 760, 140, {
        ...text('tell_team', 'NotifyMessage · notifyByCustom'),
        access: 'write',
        icon: 'mail',
        badge: { count: 1, severity: 'warning' },
      }),
      card('broken', 1060, 140, {
        ...text('a very long node name that cannot fit in here', 'Sas · CreateSuspEventNote'),
        access: 'write',
        icon: 'mail',
        badge: { count: 12, severity: 'error' },
        chip: { text: 'simulated', tone: 'neutral' },
      }),
      card('plain', 760, 300, { ...text('<img onerror=alert(1)>', 'unknown component'), access: 'neutral' }),
      pill('end', 1360, 84, false),
    ],
    edges: [
      edge('event', 'intel', { state: 'done' }),
      edge('intel', 'decide', { state: 'done' }),
      edge('decide', 'response_rules', { from: { node: 'decide', port: 'if' }, state: 'done', label: 'IF' }),
      edge('decide', 'tell_team', { from: { node: 'decide', port: 'else' } }),
      edge('response_rules', 'block_ip', { state: 'done' }),
      edge('tell_team', 'broken'),
      edge('block_ip', 'end'),
      edge('broken', 'end', { state: 'error' }),
      edge('plain', 'intel'),
    ],
  };
}

/** Returns `count` nodes in columns of ten with 1.3 edges per node. Deterministic. */
export function columns(count: number): CanvasChange {
  const nodes: NodeData[] = [];
  const edges: EdgeData[] = [];
  const rows = Math.max(4, Math.round(Math.sqrt(count) / 1.6));
  for (let index = 0; index < count; index++) {
    const column = Math.floor(index / rows);
    const kind = index % LEVELS.length;
    nodes.push(
      card(`n${index}`, column * 300, (index % rows) * 120, {
        title: `node_${index}`,
        subtitle: `cloud-siem · Operation${index}`,
        access: LEVELS[kind] ?? 'read',
        icon: ICONS[kind] ?? 'shield',
        chip: index % 4 === 0 ? { text: `${index} rows`, tone: 'ok' } : null,
        badge: index % 9 === 0 ? { count: 1, severity: 'warning' } : null,
      }),
    );
    if (index >= rows) edges.push(edge(`n${index - rows}`, `n${index}`));
    if (index >= rows && index % 10 < 3) edges.push(edge(`n${index - rows}`, `n${index + 1}`));
  }
  return { nodes, edges };
}
