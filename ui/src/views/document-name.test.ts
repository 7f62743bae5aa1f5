// Checks that a name typed in a tab reaches the playbook it was begun in, whatever is in front by then.
import { cleanup, render, screen } from '@testing-library/svelte';
import { fireEvent } from '@testing-library/dom';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { DocumentView } from '../generated/contract';
import { FakeHost } from '../host/fake';
import { catalogue } from '../shared/i18n.svelte';
import { AppState } from '../stores/app.svelte';
import { APP_KEY } from '../stores/app-context';
import DocumentName from './DocumentName.svelte';

beforeEach(() => catalogue.use('en'));
afterEach(cleanup);

const view = (doc: string): DocumentView => ({
  doc,
  header: { name: `name of ${doc}`, description: '', trigger: { type: 'custom', inputs: [] } },
  nodes: [],
  edges: [],
  positions: [],
  notes: [],
  state: { canUndo: false, canRedo: false, dirty: false, readOnly: false, revision: 0 },
});

it('renames the playbook whose name was being edited, also when another came to the front', async () => {
  const edits: { doc: string; command: unknown }[] = [];
  const host = new FakeHost({
    edit: ({ doc, command }) => {
      edits.push({ doc, command });
      return { created: [], change: { added: [], removed: [], updated: [] }, state: view(doc).state };
    },
  });
  const app = new AppState(host);
  app.document.load(view('a'));
  render(DocumentName, { context: new Map([[APP_KEY, app]]) });
  await fireEvent.dblClick(screen.getByRole('button'));
  await fireEvent.input(screen.getByRole('textbox'), { target: { value: 'new name' } });
  app.document.load(view('b'));
  await fireEvent.blur(screen.getByRole('textbox'));
  await vi.waitFor(() => expect(edits).toEqual([{ doc: 'a', command: { setHeader: { name: 'new name' } } }]));
});

it('asks for nothing when the name was left alone, also when another came to the front', async () => {
  const host = new FakeHost({});
  const app = new AppState(host);
  app.document.load(view('a'));
  render(DocumentName, { context: new Map([[APP_KEY, app]]) });
  await fireEvent.dblClick(screen.getByRole('button'));
  app.document.load(view('b'));
  await fireEvent.blur(screen.getByRole('textbox'));
  await app.document.settled();
  expect(host.calls.filter(({ command }) => command === 'edit')).toEqual([]);
});
