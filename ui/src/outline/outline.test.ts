// Checks the outline as a person without a pointer uses it.
import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { DocumentView } from '../generated/contract';
import { FakeHost } from '../host/fake';
import { catalogue } from '../shared/i18n.svelte';
import { AppState } from '../stores/app.svelte';
import { APP_KEY } from '../stores/app-context';
import Outline from './Outline.svelte';

const view = {
  doc: 'd1',
  header: { name: 'Block', description: '', trigger: { type: 'custom', inputs: [] } },
  nodes: [
    { id: 'n2', kind: 'x', name: 'scan' },
    { id: 'n1', kind: 'start', name: 'event' },
  ],
  edges: [{ id: 'e1', from: { node: 'n1', port: 'out' }, to: { node: 'n2', port: 'in' } }],
  positions: [],
  notes: [],
  state: { canUndo: false, canRedo: false, dirty: false, readOnly: false, revision: 1 },
} satisfies DocumentView;

beforeEach(() => catalogue.use('en'));
afterEach(cleanup);

function open() {
  const app = new AppState(new FakeHost({ document_check: () => ({ diagnostics: [], revision: 1 }) }));
  app.document.load(view);
  render(Outline, { context: new Map([[APP_KEY, app]]) });
  return app;
}
const names = () => screen.getAllByRole('treeitem').map((item) => item.getAttribute('aria-label'));

it('reads the nodes in order with where they lead', () => {
  open();
  expect(names()).toEqual(['event, start, leads to scan', 'scan, x, leads nowhere']);
});

it('selects by arrows and opens the settings by Enter', async () => {
  const app = open();
  const tree = screen.getByRole('tree');
  await fireEvent.focus(tree);
  expect(app.view.onlyNode).toBe('n1');
  await fireEvent.keyDown(tree, { key: 'ArrowDown' });
  expect(app.view.onlyNode).toBe('n2');
  await fireEvent.keyDown(tree, { key: 'Enter' });
  expect(app.view.fieldRequest).toMatchObject({ node: 'n2', param: 'name' });
});

it('follows the selection and the document', async () => {
  const app = open();
  app.view.selection = { nodes: ['n2'], edges: [] };
  await vi.waitFor(() =>
    expect(screen.getByRole('tree').getAttribute('aria-activedescendant')).toBe(
      screen.getAllByRole('treeitem')[1]?.id,
    ),
  );
  app.document.load({ ...view, edges: [], nodes: [{ id: 'n9', kind: 'x', name: 'new' }] });
  await vi.waitFor(() => expect(names()).toEqual(['new, x, leads nowhere']));
});
