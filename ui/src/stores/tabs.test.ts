// Checks that tabs come back as they were left, that closing asks only about work that would be gone,
// and that a file changed outside is followed, asked about or saved elsewhere as it should be.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { DocumentState, DocumentView, OutsideView, TabView, WireError } from '../generated/contract';
import { FakeHost, type Answers } from '../host/fake';
import { CallError } from '../host/host';
import { questions } from '../shared/ask.svelte';
import { catalogue } from '../shared/i18n.svelte';
import { toasts } from '../shared/toasts.svelte';
import { AppState } from './app.svelte';
import type { CanvasPort } from './view.svelte';

const clean: DocumentState = { canUndo: false, canRedo: false, dirty: false, readOnly: false, revision: 0 };
const dirty: DocumentState = { ...clean, dirty: true, canUndo: true, revision: 1 };

function view(doc: string, parts: Partial<DocumentView> = {}): DocumentView {
  return {
    doc,
    header: { name: `name of ${doc}`, description: '', trigger: { type: 'custom', inputs: [] } },
    nodes: [{ id: 'n1', kind: 'start', name: 'event' }],
    edges: [],
    positions: [],
    notes: [],
    state: clean,
    ...parts,
  };
}

const tab = (doc: string, parts: Partial<TabView> = {}): TabView => ({
  doc,
  title: `name of ${doc}`,
  state: clean,
  outside: 'same',
  ...parts,
});

async function started(tabs: TabView[], answers: Answers = {}) {
  const host = new FakeHost({
    workspace_open: () => ({ tabs, active: tabs[0]?.doc ?? null, notes: [] }),
    workspace_keep: () => ({}),
    recent_list: () => [],
    document_open_from: () => ({ opened: [], memos: {}, failed: [] }),
    document_show: ({ doc }) => view(doc, { state: tabs.find((each) => each.doc === doc)?.state ?? clean }),
    document_check: () => ({ diagnostics: [], revision: 0 }),
    document_close: () => ({}),
    document_look: () => [],
    ...answers,
  });
  const app = new AppState(host);
  await app.tabs.start();
  return { app, host };
}

const names = (app: AppState) => app.tabs.list.map(({ doc }) => doc);
const unwritable: WireError = {
  code: 'file-unwritable',
  message: { id: 'check-store-full', args: { path: 'a.json' } },
  hint: { id: 'hint-store-full' },
  retryable: false,
};

beforeEach(async () => {
  await catalogue.use('en');
  toasts.items = [];
  while (questions.current) questions.answer(null);
});

describe('tabs', () => {
  it('come back with the view of each, content only when it is shown', async () => {
    const memo = { nodes: ['n1', 'gone'], edges: [], viewport: { x: 1, y: 2, zoom: 0.5 } };
    const { app, host } = await started([tab('d1'), tab('d2', { memo, state: dirty })]);
    expect(app.document.doc).toBe('d1');
    expect(host.requestsOf('document_show')).toEqual([{ doc: 'd1' }]);
    expect(app.tabs.list[1]?.state.dirty).toBe(true);

    await app.activate('d2');

    expect(app.view.selection.nodes).toEqual(['n1']);
    expect(app.tabs.memo?.viewport).toEqual(memo.viewport);
    await app.activate('d1');
    await app.activate('d2');
    expect(host.requestsOf('document_show')).toHaveLength(2);
  });

  it('keep selection and viewport of each document while another one is in front', async () => {
    const { app, host } = await started([tab('d1'), tab('d2')]);
    let zoom = 0.7;
    app.view.canvas = { getViewport: () => ({ x: 0, y: 0, zoom }) } as unknown as CanvasPort;
    app.view.selection = { nodes: ['n1'], edges: [] };
    await app.activate('d2');
    expect(app.view.selection.nodes).toEqual([]);
    zoom = 2;
    await app.activate('d1');
    expect(app.view.selection.nodes).toEqual(['n1']);
    expect(app.tabs.memo?.viewport?.zoom).toBe(0.7);

    await app.tabs.keepNow();
    const kept = host.requestsOf('workspace_keep').at(-1);
    expect(kept?.active).toBe('d1');
    expect(kept?.tabs.map(({ doc, memo }) => [doc, memo?.viewport?.zoom])).toEqual([
      ['d1', 2],
      ['d2', 2],
    ]);
    const { length } = host.calls;
    await app.tabs.keepNow();
    expect(host.calls).toHaveLength(length);
  });

  it('open beside the one in front, and step round the end', async () => {
    const { app } = await started([tab('d1'), tab('d2')], { document_new: () => view('d3') });
    await app.createPlaybook();
    expect(names(app)).toEqual(['d1', 'd3', 'd2']);
    expect(app.document.doc).toBe('d3');
    await app.stepTab(1);
    await app.stepTab(1);
    expect(app.document.doc).toBe('d1');
    await app.stepTab(-1);
    expect(app.document.doc).toBe('d2');
  });

  it('19: are put in another order, which is remembered', async () => {
    const { app, host } = await started([tab('d1'), tab('d2'), tab('d3')]);
    app.tabs.move('d1', 2);
    expect(names(app)).toEqual(['d2', 'd3', 'd1']);
    app.tabs.shift(1);
    expect(names(app)).toEqual(['d2', 'd3', 'd1']);
    app.tabs.shift(-1);
    app.tabs.move('d3', -5);
    expect(names(app)).toEqual(['d3', 'd2', 'd1']);
    await app.tabs.keepNow();
    expect(
      host
        .requestsOf('workspace_keep')
        .at(-1)
        ?.tabs.map(({ doc }) => doc),
    ).toEqual(['d3', 'd2', 'd1']);
  });

  it('opens nothing twice and names what could not be opened', async () => {
    const { app } = await started([tab('d1'), tab('d2')], {
      document_open_from: (from) =>
        'handed' in from
          ? { opened: [view('d2')], memos: {}, failed: [{ ...unwritable, code: 'file-unreadable' }] }
          : { opened: [], memos: {}, failed: [] },
    });
    await app.tabs.takeHanded();
    expect(names(app)).toEqual(['d1', 'd2']);
    expect(app.document.doc).toBe('d2');
    expect(toasts.items.map(({ tone }) => tone)).toContain('err');
  });

  it('an edit answered after the tab was left belongs to its own document', async () => {
    let answer: () => void = () => {};
    const waiting = new Promise<void>((resolve) => (answer = resolve));
    const { app } = await started([tab('d1'), tab('d2')], {
      edit: async () => {
        await waiting;
        const record = { node: { id: 'n9', kind: 'end', name: 'end' } };
        return {
          change: { added: [{ index: 1, record }], removed: [], updated: [] },
          created: ['n9'],
          state: dirty,
        };
      },
    });
    const done = app.document.rename('x');
    await app.activate('d2');
    answer();
    await done;
    expect([...app.document.nodes.keys()]).toEqual(['n1']);
    expect(app.document.isDirty).toBe(false);
    expect([...(app.document.mirrorOf('d1')?.nodes.keys() ?? [])]).toEqual(['n1', 'n9']);
    expect(app.tabs.list[0]?.state.dirty).toBe(true);
  });
});

describe('closing a tab', () => {
  it('asks nothing about saved work and goes to the neighbour', async () => {
    const { app, host } = await started([tab('d1'), tab('d2'), tab('d3')]);
    await app.activate('d2');
    expect(await app.tabs.close('d2')).toBe(true);
    await vi.waitFor(() => expect(app.document.doc).toBe('d3'));
    expect(names(app)).toEqual(['d1', 'd3']);
    expect(host.requestsOf('document_close')).toEqual([{ doc: 'd2', discard: false }]);
    await app.tabs.closeOthers('d1');
    await app.tabs.close('d1');
    expect(app.document.isOpen).toBe(false);
  });

  it.each([
    ['closing the question', null, ['d1', 'd2'], []],
    ['discarding', 'discard', ['d2'], [{ doc: 'd1', discard: true }]],
    ['saving', 'save', ['d2'], [{ doc: 'd1', discard: false }]],
  ])('with unsaved work: %s', async (_name, answer, left, closed) => {
    const { app, host } = await started([tab('d1', { state: dirty }), tab('d2')], {
      document_save: () => ({ file: 'a.json', notes: [], state: clean }),
    });
    const done = app.tabs.close('d1');
    await vi.waitFor(() => expect(questions.current?.title).toContain('name of d1'));
    questions.answer(answer);
    await done;
    expect(names(app)).toEqual(left);
    expect(host.requestsOf('document_close')).toEqual(closed);
  });

  it('stays open when saving was given up', async () => {
    const { app } = await started([tab('d1', { state: dirty })], {
      document_save: () => ({ notes: [], state: dirty }),
    });
    const done = app.tabs.close('d1');
    await vi.waitFor(() => expect(questions.current).not.toBeNull());
    questions.answer('save');
    expect(await done).toBe(false);
    expect(names(app)).toEqual(['d1']);
  });
});

describe('a file that changed outside', () => {
  const changed = (doc: string, state: DocumentState): OutsideView => ({ doc, outside: 'changed', state });

  it('is followed quietly while nothing is unsaved', async () => {
    const { app } = await started([tab('d1'), tab('d2')], {
      document_look: () => [changed('d1', clean)],
      document_reload: ({ doc }) => view(doc, { header: { ...view(doc).header, name: 'theirs' } }),
    });
    await app.outside.look();
    expect(app.document.header.name).toBe('theirs');
    expect(app.outside.current).toBeNull();
    expect(toasts.items.map(({ tone }) => tone)).toEqual(['info']);
  });

  it('is asked about once while something is, and not again after it was put off', async () => {
    const { app, host } = await started([tab('d1', { state: dirty }), tab('d2')], {
      document_look: () => [changed('d1', dirty)],
    });
    const looked = app.outside.look();
    await vi.waitFor(() => expect(app.outside.current?.outside).toBe('changed'));
    app.outside.answer('later');
    await looked;
    await app.outside.look();
    expect(app.outside.current).toBeNull();
    expect(app.tabs.list[0]?.outside).toBe('changed');
    expect(host.requestsOf('document_reload')).toEqual([]);
  });

  it('waits with its question until its tab is in front', async () => {
    const { app } = await started([tab('d1'), tab('d2', { state: dirty })], {
      document_look: () => [changed('d2', dirty)],
      document_reload: ({ doc }) => view(doc),
    });
    await app.outside.look();
    expect(app.outside.current).toBeNull();
    const shown = app.activate('d2');
    await vi.waitFor(() => expect(app.outside.current?.doc).toBe('d2'));
    app.outside.answer('theirs');
    await shown;
    expect(app.tabs.list.map(({ state, outside }) => [state.dirty, outside])).toEqual([
      [false, 'same'],
      [false, 'same'],
    ]);
  });

  it('found when saving: keeping mine saves', async () => {
    let saves = 0;
    const { app, host } = await started([tab('d1', { state: dirty })], {
      document_look: () => [changed('d1', dirty)],
      document_keep_mine: () => dirty,
      document_save: () => {
        saves += 1;
        if (saves > 1) return { file: 'a.json', notes: [], state: clean };
        throw new CallError({ ...unwritable, code: 'file-changed-outside' });
      },
    });
    const saved = app.document.save();
    await vi.waitFor(() => expect(app.outside.current).not.toBeNull());
    app.outside.answer('mine');
    expect(await saved).toBe(true);
    expect(host.requestsOf('document_keep_mine')).toHaveLength(1);
  });
});

describe('a save that fails', () => {
  it('names the cause, leaves the work unsaved and offers another place', async () => {
    const { app } = await started([tab('d1', { state: dirty })], {
      document_save: ({ how }) => {
        if (how === 'elsewhere') return { file: 'b.json', notes: [], state: clean };
        throw new CallError(unwritable);
      },
    });
    const saved = app.document.save();
    await vi.waitFor(() =>
      expect(questions.current?.answers.map(({ id }) => id)).toEqual(['again', 'elsewhere']),
    );
    expect(questions.current?.title).toContain('a.json');
    expect(app.document.isDirty).toBe(true);
    questions.answer('elsewhere');
    expect(await saved).toBe(true);
    expect(app.document.isDirty).toBe(false);
  });
});

describe('the paths of recent files', () => {
  it('lose their middle', async () => {
    const { shortPath } = await import('../shared/short-path');
    expect(shortPath('/books/my/a', 44)).toBe('/books/my/a');
    const short = shortPath('/books/my/projects/very/deep/folder/with/playbooks', 20);
    expect([...short]).toHaveLength(20);
    expect(short).toMatch(/^\/books\/….*playbooks$/);
  });
});

it('says that a file is open in another program, once', async () => {
  const state = { ...clean, file: 'a.json', path: '/p/a.json', elsewhere: true };
  const { app } = await started([], {
    document_open: () => view('d9', { state }),
    document_show: () => view('d9', { state }),
  });
  toasts.items = [];
  await app.openPlaybook();
  await app.activate('d9');

  expect(toasts.items).toMatchObject([{ tone: 'info', text: '/p/a.json' }]);
  expect(toasts.items[0]?.title).toMatch(/open in another|elsewhere/i);
});
