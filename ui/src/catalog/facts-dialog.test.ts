// Checks the dialog about the API facts in each of its states: what is installed, choosing what to
// fetch, work under way, what came of it, and that other facts reach the rest of the window.
import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CatalogReport, CatalogView, OperationView } from '../generated/contract';
import { FakeHost, type Answers } from '../host/fake';
import { catalogue } from '../shared/i18n.svelte';
import { APP_KEY } from '../stores/app-context';
import { AppState } from '../stores/app.svelte';
import FactsDialog from './FactsDialog.svelte';

const layer = (id: string, product: string) => ({
  id,
  product,
  version: '2024-01-01',
  source: 'document' as const,
  lang: 'en' as const,
  day: '2026-11-21',
  operations: 3,
  bytes: 100,
});
const installed = (more: Partial<CatalogView> = {}): CatalogView => ({
  embeddedProducts: 40,
  embeddedOperations: 6910,
  layers: [],
  unreadable: [],
  products: [
    {
      code: 'Ecs',
      nameEn: 'Servers',
      nameZh: '云服务器',
      versions: ['2014-05-26', '2016-01-01'],
      defaultVersion: '2014-05-26',
    },
    { code: 'Lamp', nameEn: 'Lamps', nameZh: '灯', versions: ['2024-01-01'], defaultVersion: '2024-01-01' },
  ],
  ...more,
});
const report = (more: Partial<CatalogReport> = {}): CatalogReport => ({
  products: 2,
  operations: 3,
  parameters: 9,
  unchanged: 0,
  skipped: [],
  unreadable: [],
  cancelled: false,
  ...more,
});

/** Opens the dialog on a host that answers what the test says. */
async function opened(answers: Answers = {}) {
  const host = new FakeHost({ catalog_list: () => installed(), product_list: () => [], ...answers });
  const app = new AppState(host);
  const onclose = vi.fn();
  render(FactsDialog, { props: { onclose }, context: new Map([[APP_KEY, app]]) });
  await screen.findByText('Comes with the program');
  return { app, host, onclose };
}
const button = (name: RegExp | string) => screen.getByRole('button', { name });

beforeEach(() => catalogue.use('en'));

describe('what is installed', () => {
  it('says so when there is nothing besides the program’s facts', async () => {
    await opened();
    expect(screen.getByText(/6,910 operations of 40 products/)).toBeTruthy();
    expect(screen.getByText('Nothing imported yet')).toBeTruthy();
  });

  it.each([
    ['en', /6,910 operations of 40 products/, /imported · English · Nov 21, 2026/],
    ['zh', /40 个产品.*6,910|6,910.*40 个产品/, /2026年11月21日/],
  ] as const)('writes numbers and days as people of the language do: %s', async (lang, numbers, day) => {
    catalogue.use(lang);
    const host = new FakeHost({
      catalog_list: () => installed({ layers: [layer('a', 'Lamp')] }),
      product_list: () => [],
    });
    render(FactsDialog, {
      props: { onclose: vi.fn() },
      context: new Map([[APP_KEY, new AppState(host)]]),
    });

    expect(await screen.findByText(numbers)).toBeTruthy();
    expect(screen.getByText(day)).toBeTruthy();
  });

  it('lists layers with source, language and day, and removes one', async () => {
    const layers = [layer('a', 'Lamp'), layer('b', 'Ecs')];
    const { host } = await opened({
      catalog_list: () => installed({ layers }),
      catalog_remove: () => installed({ layers: layers.slice(1) }),
    });
    expect(screen.getAllByText(/imported · English · Nov 21, 2026/)).toHaveLength(2);

    await fireEvent.click(button('Remove the facts of Lamp 2024-01-01'));

    await vi.waitFor(() => expect(host.requestsOf('catalog_remove')).toEqual([{ layers: ['a'] }]));
  });

  it('removes everything only on a second click', async () => {
    const { host } = await opened({
      catalog_list: () => installed({ layers: [layer('a', 'Lamp'), layer('b', 'Ecs')] }),
      catalog_remove: () => installed(),
    });
    await fireEvent.click(button('Remove all…'));
    expect(host.requestsOf('catalog_remove')).toEqual([]);
    await fireEvent.click(button('Really remove all 2'));
    await vi.waitFor(() => expect(host.requestsOf('catalog_remove')).toEqual([{ layers: ['a', 'b'] }]));
  });

  it('names files that are not whole and offers to remove them', async () => {
    const { host } = await opened({
      catalog_list: () => installed({ unreadable: ['lamp.facts'] }),
      catalog_remove: () => installed(),
    });
    expect(screen.getByText('lamp.facts')).toBeTruthy();
    await fireEvent.click(button('Remove them'));
    await vi.waitFor(() => expect(host.requestsOf('catalog_remove')).toEqual([{ layers: ['lamp.facts'] }]));
  });
});

describe('an import', () => {
  it('shows how far it is, can be cancelled, and ends in counts and reasons', async () => {
    let end: (done: CatalogReport) => void = () => undefined;
    const { app, host } = await opened({
      catalog_import: () => new Promise<CatalogReport>((resolve) => (end = resolve)),
      catalog_cancel: () => ({}),
    });
    await fireEvent.click(button('Import folder…'));
    app.facts.notice({ what: 'lamp/b.json', done: 150, total: 0, operations: 42 });
    expect(await screen.findByText('lamp/b.json')).toBeTruthy();
    expect(screen.getByText(/150 files/).textContent).toContain('42 operations');
    await fireEvent.click(button('Cancel'));
    expect(host.requestsOf('catalog_cancel')).toHaveLength(1);

    end(report({ skipped: [{ what: 'page.json', why: { id: 'catalog-skip-html' } }] }));

    expect(await screen.findByText('Done; the new facts are in use')).toBeTruthy();
    const list = within(screen.getByRole('list', { name: 'Left out, and why' }));
    expect(list.getByText('page.json')).toBeTruthy();
    expect(list.getByText(/A web page, not metadata/)).toBeTruthy();
    expect(button('Copy the list')).toBeTruthy();
    expect(host.requestsOf('catalog_import')).toEqual([{ folder: true }]);
  });

  it('of nothing usable is no success', async () => {
    await opened({
      catalog_import: () => report({ products: 0, operations: 0, parameters: 0 }),
    });
    await fireEvent.click(button('Import file…'));
    expect(await screen.findByText('Nothing was taken')).toBeTruthy();
    expect(screen.getByText(/Everything that was installed before/)).toBeTruthy();
  });

  it('whose dialog was closed changes nothing', async () => {
    const { host } = await opened({ catalog_import: () => null });
    await fireEvent.click(button('Import file…'));
    await vi.waitFor(() => expect(button('Import file…')).toBeTruthy());
    expect(host.requestsOf('catalog_list')).toHaveLength(1);
  });
});

describe('a refresh', () => {
  const choose = async () => {
    await fireEvent.click(button('Refresh…'));
    return screen.findByRole('listbox', { name: 'Products' });
  };

  it('wants something chosen, and fetches the chosen versions', async () => {
    const { host } = await opened({ catalog_refresh: () => report({ unchanged: 1 }) });
    const list = await choose();
    expect((button('Refresh') as HTMLButtonElement).disabled).toBe(true);
    await fireEvent.click(within(list).getByText('Lamp 2024-01-01'));
    await fireEvent.click(button('Refresh'));
    await screen.findByText('Done; the new facts are in use');
    expect(host.requestsOf('catalog_refresh')).toEqual([{ products: ['Lamp@2024-01-01'] }]);
  });

  it('is driven by the keyboard from the search field', async () => {
    const { host } = await opened({ catalog_refresh: () => report() });
    await choose();
    const field = screen.getByRole('combobox', { name: 'Search products' });
    await fireEvent.input(field, { target: { value: 'Ecs' } });
    await fireEvent.keyDown(field, { key: 'ArrowDown' });
    await fireEvent.keyDown(field, { key: 'Enter' });
    await fireEvent.click(button('Refresh'));
    expect(host.requestsOf('catalog_refresh')).toEqual([{ products: ['Ecs@2014-05-26'] }]);
  });

  it('of one operation wants its full name', async () => {
    const { host } = await opened({ catalog_refresh: () => report() });
    await choose();
    await fireEvent.click(screen.getByRole('radio', { name: 'One operation' }));
    const field = screen.getByRole('textbox', { name: 'Operation' });
    await fireEvent.input(field, { target: { value: 'Ecs' } });
    expect(screen.getByText('Write Product@Version/Operation.')).toBeTruthy();
    expect((button('Refresh') as HTMLButtonElement).disabled).toBe(true);
    await fireEvent.input(field, { target: { value: 'Ecs@2014-05-26/RunInstances' } });
    await fireEvent.click(button('Refresh'));
    expect(host.requestsOf('catalog_refresh')).toEqual([{ products: ['Ecs@2014-05-26/RunInstances'] }]);
  });

  it('that fails says why and that the old facts stay', async () => {
    await opened({
      catalog_refresh: () => {
        throw {
          code: 'unreachable',
          message: { id: 'error-catalog-unreachable', args: { host: 'api.aliyun.com' } },
        };
      },
    });
    await choose();
    await fireEvent.click(screen.getByRole('radio', { name: 'List of products' }));
    await fireEvent.click(button('Refresh'));
    expect(await screen.findByText('The refresh failed')).toBeTruthy();
    expect(screen.getByText(/api\.aliyun\.com/)).toBeTruthy();
    expect(screen.getByText(/Everything that was installed before/)).toBeTruthy();
  });
});

it('makes the window ask anew for what it knew of operations', async () => {
  let title = 'old';
  const { app } = await opened({
    catalog_import: () => report(),
    operation_show: () => ({ titleEn: title }) as OperationView,
  });
  const request = { product: 'Lamp', version: '2024-01-01', operation: 'SwitchLamps' };
  app.catalogue.operation(request);
  await vi.waitFor(() => expect(app.catalogue.operation(request)?.titleEn).toBe('old'));

  title = 'new';
  await fireEvent.click(button('Import file…'));
  await screen.findByText('Done; the new facts are in use');

  await vi.waitFor(() => expect(app.catalogue.operation(request)?.titleEn).toBe('new'));
});

it('leads back to the browser it was opened from', async () => {
  const { app } = await opened();
  app.browse({ product: 'Lamp' });
  app.showFacts({ product: 'Lamp', version: '', operation: 'SwitchLamps' });
  expect(app.view.dialog).toBe('facts');
  app.closeFacts();
  expect(app.view.dialog).toBe('catalog');
  expect(app.view.browseAt.operation).toBe('SwitchLamps');
});
