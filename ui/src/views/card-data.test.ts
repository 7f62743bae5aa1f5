// Checks what a card says about its node: words and colours agree, and nothing is said by colour alone.
import { beforeEach, describe, expect, it } from 'vitest';
import type { OperationView, PlaybookNode, RunView } from '../generated/contract';
import { ACCESS } from '../shared/access';
import { catalogue } from '../shared/i18n.svelte';
import { iconByName } from '../shared/icon-by-name';
import { componentOf } from '../stores/component-fixture';
import { cardOf, wireOf, type CardFacts } from './card-data';

const openapi = componentOf();
const node: PlaybookNode = {
  id: 'n2',
  kind: 'AliyunCloudOpenAPI',
  action: 'assumeApi',
  name: 'response_rules',
  settings: { product: 'cloud-siem', operation: 'ListAutomateResponseConfigs' },
};
const facts = (parts: Partial<CardFacts> = {}): CardFacts => ({
  node,
  position: { x: 10, y: 20 },
  index: 0,
  component: openapi,
  operation: { access: { level: 'read', standing: 'documented' } } as OperationView,
  problems: [],
  run: undefined,
  ...parts,
});
const run = (parts: Partial<RunView>) =>
  ({ rows: 23, requests: 3, ended: true, stop: 'total_reached', ...parts }) as RunView;

describe('a card', () => {
  beforeEach(() => catalogue.use('en'));

  it('names the node, the call and the access level', () => {
    const card = cardOf(facts());
    expect([card.title, card.subtitle, card.access]).toEqual([
      'response_rules',
      'cloud-siem · ListAutomateResponseConfigs',
      'read',
    ]);
    expect(card.ariaLabel).toBe('response_rules, cloud-siem · ListAutomateResponseConfigs, reads');
    expect(card.ports.map(({ id, side }) => `${side}:${id}`)).toEqual(['in:in', 'out:out']);
  });

  it('tells the access level by an icon, too: the one the panel has', () => {
    const icons = (['read', 'write', 'destructive'] as const).map((level) => {
      const operation = { access: { level, standing: 'documented' } } as OperationView;
      const { icon } = cardOf(facts({ operation }));
      expect(iconByName(icon)).toBe(ACCESS[level].icon);
      return icon;
    });
    expect(new Set(icons).size).toBe(3);
    const tones = Object.values(ACCESS).map(({ icon }) => icon);
    expect(new Set(tones).size).toBe(tones.length);
  });

  it('says its kind while no operation is chosen', () => {
    const card = cardOf(facts({ node: { ...node, settings: {} }, operation: null }));
    expect(card.subtitle).toBe('Product OpenAPI');
    expect(card.access).toBe('neutral');
  });

  it('shows a node of a kind this version does not know', () => {
    const card = cardOf(
      facts({ node: { id: 'n9', kind: 'Later', name: 'x' }, component: undefined, operation: null }),
    );
    expect([card.subtitle, card.shape]).toEqual(['Later', 'card']);
    expect(card.ports.map(({ id }) => id)).toEqual(['in', 'out']);
  });

  it.each([
    [run({}), '23 rows · 3 pages', 'ok'],
    [run({ rows: 1, requests: 1 }), '1 row · 1 page', 'ok'],
    [run({ ended: false, stop: '' }), 'running', 'info'],
    [run({ stop: 'cancelled' }), 'cancelled', 'neutral'],
    [
      run({ stop: 'error', error: { code: 'unreachable', message: { id: 'x' }, retryable: true } }),
      'failed',
      'error',
    ],
  ])('shows how its last call went (%#)', (view, text, tone) => {
    const card = cardOf(facts({ run: view }));
    expect(card.chip).toEqual({ text, tone });
    expect(card.ariaLabel).toContain(text);
  });

  it('counts its problems and takes the worst for its colour', () => {
    const problem = (severity: 'error' | 'warn' | 'remind') => ({
      severity,
      code: 'x',
      message: { id: 'x' },
    });
    const card = cardOf(facts({ problems: [problem('remind'), problem('warn')] }));
    expect(card.badge).toEqual({ count: 2, severity: 'warning' });
    expect(card.ariaLabel).toContain('2 problems');
    expect(cardOf(facts({ problems: [problem('error')] })).badge?.severity).toBe('error');
  });

  it('stands apart from others when it was never placed', () => {
    const places = [0, 1, 4, 5].map((index) => cardOf(facts({ position: null, index })));
    expect(new Set(places.map(({ x, y }) => `${x} ${y}`)).size).toBe(4);
  });
});

describe('a gateway', () => {
  beforeEach(() => catalogue.use('en'));
  const gateway = componentOf({
    id: 'exclusiveGateway',
    text: 'component-exclusive',
    card: 'branches',
    category: 'flow',
    branching: 'firstThatHolds',
    outputs: ['else'],
  });
  const when = { all: [{ left: '${scan.level}', operator: 'equals', right: '3' }] };
  const branches = [
    { id: 'b7', name: 'high', when },
    { id: 'b2', when },
  ];
  const forked: PlaybookNode = { id: 'g', kind: 'exclusiveGateway', name: 'decide', settings: { branches } };

  it('has one port and one row for each branch, level with each other', () => {
    const card = cardOf(facts({ node: forked, component: gateway, operation: null }));

    const outputs = card.ports.filter(({ side }) => side === 'out');
    expect(outputs.map(({ id, at }) => [id, at])).toEqual([
      ['b7', 57],
      ['b2', 83],
      ['else', 109],
    ]);
    expect(card.rows?.map(({ keyword, text }) => `${keyword} ${text}`)).toEqual([
      'IF high',
      'ELSE IF ${scan.level} = 3',
      'ELSE in all other cases',
    ]);
    expect(card.height).toBe(44 + 3 * 26 + 4);
  });

  it('names its edges by their branches, and says which path is required', () => {
    const wire = (port: string, required = false) => {
      const edge = { id: 'e1', from: { node: 'g', port }, to: { node: 'n2', port: 'in' }, required };
      return wireOf(edge, (id) => id, { node: forked, component: gateway });
    };

    expect([wire('b7').label, wire('b2').label, wire('else').label]).toEqual(['high', 'ELSE IF', 'ELSE']);
    expect(wire('b7', true).label).toBe('high · required');
    expect(wire('b7', true).ariaLabel).toBe('Connection from g to n2, high · required');
    expect(wire('gone').label).toBeUndefined();
  });

  it('survives settings that are not what they should be', () => {
    const odd = [7, { name: 'no id' }, { id: 'b1', name: 5, when: [] }, { id: 'b1' }];
    const node: PlaybookNode = { ...forked, settings: { branches: odd } };
    const card = cardOf(facts({ node, component: gateway, operation: null }));
    expect(card.ports.map(({ id }) => id)).toEqual(['in', 'b1', 'else']);
  });
});

describe('a note', () => {
  beforeEach(() => catalogue.use('en'));
  const kind = componentOf({
    id: 'note',
    text: 'component-note',
    card: 'note',
    category: 'annotation',
    inputs: [],
    outputs: [],
    width: 200,
    height: 120,
    colours: ['yellow', 'blue'],
  });

  it('takes size and colour from its settings as far as they can be drawn', () => {
    const paper = (settings: Record<string, unknown>) =>
      cardOf(
        facts({ node: { id: 'p', kind: 'note', name: 'note', settings }, component: kind, operation: null }),
      );

    const good = paper({ text: 'why', color: 'blue', width: 300, height: 90 });
    expect([good.width, good.height, good.colour, good.text, good.ports]).toEqual([
      300,
      90,
      'blue',
      'why',
      [],
    ]);
    expect(good.ariaLabel).toBe('note, why, Note');
    const odd = paper({ text: 7, color: 'url(x)', width: -5, height: '9' });
    expect([odd.width, odd.height, odd.colour, odd.text]).toEqual([200, 120, 'yellow', '']);
  });
});

it('an edge is named by the names of its ends', async () => {
  await catalogue.use('en');
  const edge = { id: 'e1', from: { node: 'n1', port: 'out' }, to: { node: 'n2', port: 'in' } };
  expect(wireOf(edge, (id) => `<${id}>`).ariaLabel).toBe('Connection from <n1> to <n2>');
});
