// Checks what needs several stores at once: ending the program, going to a problem, what a test
// call is about, selection that outlives its nodes.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { DocumentView, PlaybookNode } from '../generated/contract';
import { FakeHost, type Answers } from '../host/fake';
import { questions } from '../shared/ask.svelte';
import { catalogue } from '../shared/i18n.svelte';
import { AppState } from './app.svelte';
import { USUAL_SETTINGS } from './settings.svelte';

const call = (id: string): PlaybookNode => ({
  id,
  kind: 'AliyunCloudOpenAPI',
  action: 'assumeApi',
  name: id,
});
const state = { canUndo: true, canRedo: false, dirty: true, readOnly: false, revision: 1 };

function view(parts: Partial<DocumentView> = {}): DocumentView {
  return {
    doc: 'd1',
    header: { name: 'Block', description: '', trigger: { type: 'custom', inputs: [] } },
    nodes: [{ id: 'n1', kind: 'start', name: 'event' }, call('n2')],
    edges: [],
    positions: [],
    notes: [],
    state,
    ...parts,
  };
}

async function opened(document: DocumentView, answers: Answers = {}) {
  const host = new FakeHost({
    document_check: () => ({ diagnostics: [], revision: 1 }),
    app_quit: () => ({}),
    ...answers,
  });
  const app = new AppState(host);
  app.document.load(document);
  return { app, host };
}

beforeEach(() => catalogue.use('en'));

it('20: closing the window asks nothing and hands on what is being typed, once however often it is tried', async () => {
  const { app, host } = await opened(view(), {
    app_info: () => ({
      version: '1',
      settings: { ...USUAL_SETTINGS, theme: 'light' },
    }),
  });
  const media = Object.assign(new EventTarget(), { matches: false }) as MediaQueryList;
  await app.start({ dark: media, contrast: media }, ['en']);
  const field = document.createElement('input');
  const committed = vi.fn();
  field.addEventListener('blur', committed);
  document.body.append(field);
  field.focus();
  host.notify({ closeRequested: {} });
  host.notify({ closeRequested: {} });
  await vi.waitFor(() => expect(host.requestsOf('app_quit')).toHaveLength(1));
  expect(questions.current).toBeNull();
  expect(committed).toHaveBeenCalledTimes(1);
  field.remove();
});

it('20: closing the window asks first for those who want it, and Cancel keeps it open', async () => {
  const settings = { ...USUAL_SETTINGS, askOnExit: true };
  const { app, host } = await opened(view(), {
    app_info: () => ({ version: '1', settings }),
    workspace_open: () => ({
      tabs: [{ doc: 'd1', title: 'Block', state, outside: 'same' }],
      active: null,
      notes: [],
    }),
    document_open_from: () => ({ opened: [], memos: {}, failed: [] }),
    recent_list: () => [],
    workspace_keep: () => ({}),
  });
  const media = Object.assign(new EventTarget(), { matches: false }) as MediaQueryList;
  await app.start({ dark: media, contrast: media }, ['en']);
  await app.tabs.start();
  host.notify({ closeRequested: {} });
  await vi.waitFor(() => expect(questions.current).not.toBeNull());
  questions.answer(null);
  await Promise.resolve();
  expect(host.requestsOf('app_quit')).toHaveLength(0);
  await vi.waitFor(() => {
    host.notify({ closeRequested: {} });
    expect(questions.current).not.toBeNull();
  });
  questions.answer('quit');
  await vi.waitFor(() => expect(host.requestsOf('app_quit')).toHaveLength(1));
});

describe('a test call is about', () => {
  it('the only node that calls, or the selected one', async () => {
    const { app } = await opened(view());
    expect(app.testNode).toBe('n2');
    app.view.selection = { nodes: ['n1'], edges: [] };
    expect(app.testNode).toBeUndefined();
  });

  it('nothing while there are several and none is selected', async () => {
    const { app } = await opened(view({ nodes: [call('n2'), call('n3')] }));
    expect(app.testNode).toBeUndefined();
    app.view.selection = { nodes: ['n3'], edges: [] };
    expect(app.testNode).toBe('n3');
  });
});

it('14: a problem leads to its node and its field', async () => {
  const { app } = await opened(view());
  app.goTo({ code: 'x', severity: 'error', message: { id: 'x' }, node: 'n2', param: 'parameters.PageSize' });
  expect(app.view.selection.nodes).toEqual(['n2']);
  expect(app.view.fieldRequest).toMatchObject({ node: 'n2', param: 'parameters.PageSize' });
});

it('the selection forgets nodes that are gone', async () => {
  const { app } = await opened(view());
  app.view.selection = { nodes: ['n1', 'n2'], edges: [] };
  app.document.apply({ added: [], updated: [], removed: [{ index: 1, record: { node: call('n2') } }] });
  expect(app.view.selection.nodes).toEqual(['n1']);
});
