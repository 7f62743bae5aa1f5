// Checks that the inspector follows the selected node: also after the selection changed, which takes
// one panel down while the next one is drawn.
import { render, screen } from '@testing-library/svelte';
import { beforeEach, it } from 'vitest';
import type { OperationView, PlaybookNode } from '../generated/contract';
import { FakeHost } from '../host/fake';
import { catalogue } from '../shared/i18n.svelte';
import { APP_KEY } from '../stores/app-context';
import { AppState } from '../stores/app.svelte';
// The pane loads it by itself; here it is there beforehand, so that the test waits for nothing.
import '../inspector/Inspector.svelte';
import { componentOf } from '../stores/component-fixture';
import InspectorPane from './InspectorPane.svelte';

const call = (operation?: string): PlaybookNode => ({
  id: 'n1',
  kind: 'AliyunCloudOpenAPI',
  name: 'api_call',
  action: 'assumeApi',
  settings: operation ? { product: 'Ecs', version: '2014-05-26', operation } : {},
});

beforeEach(() => catalogue.use('en'));

it('shows what was changed after the node was selected', async () => {
  const never = <T>() => new Promise<T>(() => {});
  const host = new FakeHost({
    product_list: () => [],
    region_list: () => [],
    operation_show: () => never<OperationView>(),
    endpoint_recommend: () => never<never>(),
    operation_search: () => [],
    document_check: () => ({ diagnostics: [], revision: 0 }),
  });
  const app = new AppState(host);
  app.catalogue.components = [componentOf()];
  app.document.load({
    doc: 'd1',
    header: { name: 'P', description: '', trigger: { type: 'custom', inputs: [] } },
    nodes: [call()],
    edges: [],
    positions: [],
    notes: [],
    state: { canUndo: false, canRedo: false, dirty: false, readOnly: false, revision: 0 },
  });
  render(InspectorPane, { context: new Map([[APP_KEY, app]]) });
  await screen.findByDisplayValue('P');

  app.view.selection = { nodes: ['n1'], edges: [] };
  await screen.findByText('No operation chosen yet');
  const change = {
    removed: [],
    added: [],
    updated: [{ from: { node: call() }, to: { node: call('RunInstances') } }],
  };
  app.document.apply(change);

  await screen.findByText(/Ecs 2014-05-26 · RunInstances/);
});
