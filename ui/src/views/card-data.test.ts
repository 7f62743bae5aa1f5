// Checks what a card says about its node: words and colours agree, and nothing is said by colour alone.
import { beforeEach, describe, expect, it } from 'vitest';
import type { ComponentView, OperationView, PlaybookNode, RunView } from '../generated/contract';
import { catalogue } from '../shared/i18n.svelte';
import { cardOf, wireOf, type CardFacts } from './card-data';

const openapi: ComponentView = {
  id: 'AliyunCloudOpenAPI',
  text: 'component-openapi',
  card: 'card',
  category: 'cloudService',
  icon: 'cloud-cog',
  inputs: ['in'],
  outputs: ['out'],
  keywords: [],
  source: '',
};
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

  it('says its kind while no operation is chosen', () => {
    const card = cardOf(facts({ node: { ...node, settings: {} }, operation: null }));
    expect(card.subtitle).toBe('Product OpenAPI');
    expect(card.access).toBe('neutral');
  });

  it('shows a node of a kind this version does not know', () => {
    const card = cardOf(
      facts({ node: { id: 'n9', kind: 'Later', name: 'x' }, component: undefined, operation: null }),
    );
    expect([card.subtitle, card.shape, card.ports]).toEqual(['Later', 'card', []]);
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

it('an edge is named by the names of its ends', async () => {
  await catalogue.use('en');
  const edge = { id: 'e1', from: { node: 'n1', port: 'out' }, to: { node: 'n2', port: 'in' } };
  expect(wireOf(edge, (id) => `<${id}>`).ariaLabel).toBe('Connection from <n1> to <n2>');
});
