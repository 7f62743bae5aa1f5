// Checks the API browser as a person meets it: lists and search, the keyboard, favourites, and that
// an operation goes to the canvas with address and paging under one mark.
import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { tick } from 'svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type {
  DocumentState,
  OperationFacts,
  OperationHit,
  OperationView,
  ProductView,
} from '../generated/contract';
import { FakeHost } from '../host/fake';
import { catalogue } from '../shared/i18n.svelte';
import { APP_KEY } from '../stores/app-context';
import { componentOf } from '../stores/component-fixture';
import { AppState } from '../stores/app.svelte';
import ApiBrowser from './ApiBrowser.svelte';

const product = (
  code: string,
  nameEn: string,
  nameZh: string,
  more: Partial<ProductView> = {},
): ProductView => ({
  code,
  nameEn,
  nameZh,
  versions: ['2014-05-26'],
  defaultVersion: '2014-05-26',
  category: 'Computing',
  operations: 400,
  ...more,
});
const PRODUCTS = [
  product('Ecs', 'Elastic Compute Service', '云服务器'),
  product('Sasti', 'Threat intelligence', '威胁情报', {
    category: 'Security',
    hint: { id: 'catalog-product-hint-component', args: { component: 'AliyunThreatIntelligence' } },
  }),
];
const hit = (operation: string, code = 'Ecs'): OperationHit => ({
  product: code,
  version: '2014-05-26',
  operation,
  titleEn: '',
  titleZh: '',
  access: { level: 'read', standing: 'inferred' },
});
const view = (operation: string, code = 'Ecs'): OperationView => ({
  ...hit(operation, code),
  style: 'rpc',
  method: 'POST',
  path: '/',
  deprecated: false,
  params: [{ name: 'RegionId', in: 'query', required: true, shape: 'string' }],
  response: { object: [{ name: 'RequestId', required: false, shape: 'string' }] },
  paging: {
    modes: ['none', 'number'],
    defaultMode: 'number',
    pageField: 'PageNumber',
    sizeField: 'PageSize',
    cursorField: '',
    totalPath: '.TotalCount',
    cursorPath: '',
    rowsPath: '.Items',
    reasons: [],
    candidates: [],
  },
  docUrlEn: 'https://api.alibabacloud.com/',
  docUrlZh: 'https://api.aliyun.com/',
  source: 'test',
});
const ALL = Array.from({ length: 400 }, (_, at) => hit(`Describe${String(at).padStart(3, '0')}`));
const state: DocumentState = { canUndo: false, canRedo: false, dirty: false, readOnly: false, revision: 0 };

async function opened(favourites: string[] = [], about?: OperationFacts) {
  const host = new FakeHost({
    operation_search: ({ text, product: code }) =>
      code === 'Sasti'
        ? [hit('DescribeIp', 'Sasti')]
        : ALL.filter(({ operation }) => operation.toLowerCase().includes(text.toLowerCase())),
    operation_show: (request) => ({ ...view(request.operation, request.product), about }),
    endpoint_recommend: () => ({
      host: 'ecs.aliyuncs.com',
      region: 'cn-hangzhou',
      rule: 'region',
      reason: { id: 'x' },
      alternatives: [],
    }),
    settings_set: (settings) => settings,
    document_check: () => ({ diagnostics: [], revision: 1 }),
    edit: ({ command }) => ({
      state: { ...state, revision: 1 },
      created: 'addNode' in command ? ['n9'] : [],
      change: {
        removed: [],
        added:
          'addNode' in command
            ? [
                {
                  index: 0,
                  record: {
                    node: { id: 'n9', kind: 'AliyunCloudOpenAPI', name: 'api_call', action: 'assumeApi' },
                  },
                },
              ]
            : [],
        updated: [],
      },
    }),
  });
  const app = new AppState(host);
  app.catalogue.products = PRODUCTS;
  app.settings.current = { ...app.settings.current, region: 'cn-hangzhou', favourites };
  app.document.load({
    doc: 'd1',
    header: { name: '', description: '', trigger: { type: 'custom', inputs: [] } },
    nodes: [],
    edges: [],
    positions: [],
    notes: [],
    state,
  });
  const onclose = vi.fn();
  render(ApiBrowser, {
    props: { placeForNode: () => ({ x: 40, y: 60 }), onclose },
    context: new Map([[APP_KEY, app]]),
  });
  return {
    app,
    host,
    onclose,
    search: screen.getByRole('combobox', { name: /^(Search operations|搜索接口)$/ }),
  };
}

const operations = () => within(screen.getByRole('listbox', { name: 'Operations' })).getAllByRole('option');
const selected = () => operations().find((row) => row.getAttribute('aria-selected') === 'true');

/** Waits until the fake host has answered and the window has drawn it; no timer runs. */
async function answered() {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  await tick();
}

beforeEach(() => catalogue.use('en'));

describe('the API browser', () => {
  it('groups products by category, security first, in the language of the window', async () => {
    await catalogue.use('zh');
    await opened();
    const products = screen.getByRole('listbox', { name: '产品' });
    expect(products.textContent?.indexOf('威胁情报')).toBeLessThan(
      products.textContent?.indexOf('云服务器') ?? -1,
    );
    expect(products.textContent).toContain('安全');
  });

  it('draws only the rows in view of a product with hundreds of operations', async () => {
    await opened();
    await fireEvent.click(screen.getByText('Elastic Compute Service'));
    await screen.findByText('400 operations');
    expect(operations().length).toBeLessThan(40);
    expect(operations()[0]?.getAttribute('aria-setsize')).toBe('400');
  });

  it('finds as one types, walks by arrows and goes on with Enter', async () => {
    const { search } = await opened();
    await fireEvent.input(search, { target: { value: 'describe01' } });
    await vi.waitFor(() => expect(selected()?.dataset.operation).toBe('Describe010'));
    await fireEvent.keyDown(search, { key: 'ArrowDown' });
    expect(selected()?.dataset.operation).toBe('Describe011');
    await screen.findByRole('article', { name: 'Describe011' });
    await fireEvent.keyDown(search, { key: 'Enter' });
    expect(document.activeElement?.getAttribute('data-action')).toBe('add-to-canvas');
  });

  it('follows typing with the page after a pause, and keeps what it shows until then', async () => {
    const { host, search } = await opened();
    await fireEvent.input(search, { target: { value: '01' } });
    await screen.findByRole('article', { name: 'Describe001' });
    const asked = () => host.requestsOf('operation_show').map(({ operation }) => operation);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      // The last one finds what the one before it found: it is a letter all the same.
      for (const text of ['be01', 'be0123', 'be012', 'ibe012']) {
        await fireEvent.input(search, { target: { value: text } });
        await answered();
        vi.advanceTimersByTime(100);
      }
      expect(selected()?.dataset.operation).toBe('Describe012');
      expect(screen.getByRole('article', { name: 'Describe001' })).toBeTruthy();
      expect(asked()).toEqual(['Describe001']);
      vi.advanceTimersByTime(100);
      await answered();
    } finally {
      vi.useRealTimers();
    }
    expect(screen.getByRole('article', { name: 'Describe012' })).toBeTruthy();
    expect(asked()).toEqual(['Describe001', 'Describe012']);
  });

  it('goes on with Enter to what was typed last, however late its answer comes', async () => {
    const { host, search } = await opened();
    await fireEvent.input(search, { target: { value: '007' } });
    await screen.findByRole('article', { name: 'Describe007' });
    let answer: (hits: OperationHit[]) => void = () => undefined;
    host.answers.operation_search = () => new Promise((resolve) => (answer = resolve));
    search.focus();
    await fireEvent.input(search, { target: { value: '008' } });
    await fireEvent.keyDown(search, { key: 'Enter' });
    expect(document.activeElement).toBe(search);
    answer([hit('Describe008')]);
    await vi.waitFor(() => expect(document.activeElement?.getAttribute('data-action')).toBe('add-to-canvas'));
    expect(document.activeElement?.closest('article')?.getAttribute('aria-label')).toBe('Describe008');
  });

  it('leaves the focus with who goes on typing after Enter', async () => {
    const { host, search } = await opened();
    const answers: ((hits: OperationHit[]) => void)[] = [];
    host.answers.operation_search = () => new Promise((resolve) => answers.push(resolve));
    search.focus();
    await fireEvent.input(search, { target: { value: '008' } });
    await fireEvent.keyDown(search, { key: 'Enter' });
    await fireEvent.input(search, { target: { value: '0081' } });
    answers.forEach((answer) => answer([hit('Describe008')]));
    await screen.findByRole('article', { name: 'Describe008' });
    expect(document.activeElement).toBe(search);
  });

  it('adds a node with address and paging under one mark, and remembers the use', async () => {
    const { app, host, onclose, search } = await opened();
    await fireEvent.input(search, { target: { value: '399' } });
    await fireEvent.click(await screen.findByRole('button', { name: 'Add to canvas' }));
    await vi.waitFor(() => expect(app.settings.current.recent).toEqual(['Ecs/2014-05-26/Describe399']));

    expect(onclose).toHaveBeenCalledOnce();
    const [add, set] = host.requestsOf('edit');
    expect(add?.command).toEqual({ addNode: { kind: 'AliyunCloudOpenAPI', position: { x: 40, y: 60 } } });
    expect(add?.mark).toBeTruthy();
    expect(set?.mark).toBe(add?.mark);
    const settings = set && 'setSettings' in set.command ? set.command.setSettings.settings : [];
    const values = new Map(settings.map(({ path, value }) => [path.join('.'), value as unknown]));
    expect(values.get('operation')).toBe('Describe399');
    expect(values.get('endpoint')).toBe('ecs.aliyuncs.com');
    expect([values.get('paging.mode'), values.get('paging.totalPath')]).toEqual(['number', '.TotalCount']);
    expect(values.get('parameters.RegionId')).toEqual({ value: 'cn-hangzhou' });
  });

  it('shows what imported facts tell: words, risk, cost, errors, a sample answer, origins', async () => {
    const { search } = await opened([], {
      doc: { en: 'Looks **closely**. <script>alert(1)</script>', zh: '' },
      highRisk: true,
      paid: true,
      errors: [{ status: '403', code: 'Locked', message: 'It is locked.' }],
      responseDemo: '{"RequestId": "1-2-3"}',
      origins: [{ part: 'proseEn', source: 'api-docs 2026-11-21' }],
    });
    await fireEvent.input(search, { target: { value: '399' } });
    expect(await screen.findByText('Looks closely. <script>alert(1)</script>')).toBeTruthy();
    expect(screen.getByText('risky')).toBeTruthy();
    expect(screen.getByText('may cost money')).toBeTruthy();
    await fireEvent.click(screen.getByRole('tab', { name: /Errors/ }));
    expect(screen.getByText('It is locked.')).toBeTruthy();
    await fireEvent.click(screen.getByRole('tab', { name: 'Response' }));
    await fireEvent.click(screen.getByRole('radio', { name: 'Sample answer' }));
    expect(screen.getByText('{"RequestId": "1-2-3"}')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Which source gave what' })).toBeTruthy();
  });

  it('offers the ready component beside its hint where this version has it', async () => {
    const { app, host } = await opened();
    const component = componentOf({ id: 'AliyunThreatIntelligence' });
    app.catalogue.components = [component];
    await fireEvent.click(screen.getByText('Threat intelligence'));
    await fireEvent.click(await screen.findByRole('button', { name: /^Add Product OpenAPI/ }));
    await vi.waitFor(() =>
      expect(host.requestsOf('edit')[0]?.command).toMatchObject({
        addNode: { kind: 'AliyunThreatIntelligence' },
      }),
    );
  });

  it('keeps favourites, and says what to do while there are none', async () => {
    const { app } = await opened();
    await fireEvent.click(screen.getByText('Favourites'));
    expect(screen.getByText('No favourites yet')).toBeTruthy();
    await app.marked.toggleFavourite(hit('Describe007'));
    await vi.waitFor(() => expect(operations()).toHaveLength(1));
    await app.marked.toggleFavourite(hit('Describe007'));
    await screen.findByText('No favourites yet');
  });

  it('ignores favourites that are no operation', async () => {
    const { app } = await opened(['nonsense', 'a/b/c/d', 'Ecs/2014-05-26/Describe001']);
    expect(app.marked.favourites).toHaveLength(1);
  });

  it('tells of the ready component before threat intelligence is called', async () => {
    await opened();
    await fireEvent.click(screen.getByText('Threat intelligence'));
    expect(await screen.findByText(/AliyunThreatIntelligence/)).toBeTruthy();
  });
});
