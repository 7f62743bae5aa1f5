// Checks that the mirror equals what the engine says after every change, wakes only what changed,
// sends edits in turn and shows refusals.
import { flushSync } from 'svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Change, DocumentView, EditReply, Message, PlaybookNode } from '../generated/contract';
import { FakeHost, type Answers } from '../host/fake';
import { catalogue } from '../shared/i18n.svelte';
import { toasts } from '../shared/toasts.svelte';
import { DocumentStore, type Touched } from './document.svelte';

const node = (id: string, name = id): PlaybookNode => ({ id, kind: 'start', name });
const edge = (id: string, from: string, to: string) => ({
  id,
  from: { node: from, port: 'out' },
  to: { node: to, port: 'in' },
});
const state = (revision: number) => ({
  canUndo: true,
  canRedo: false,
  dirty: true,
  readOnly: false,
  revision,
});
const change = (parts: Partial<Change>): Change => ({ added: [], removed: [], updated: [], ...parts });
const reply = (parts: Partial<Change>, revision = 1): EditReply => ({
  change: change(parts),
  created: [],
  state: state(revision),
});

const view: DocumentView = {
  doc: 'd1',
  header: { name: 'Block', description: '', trigger: { type: 'custom', inputs: [] } },
  nodes: [node('n1'), node('n2')],
  edges: [edge('e1', 'n1', 'n2')],
  positions: [{ node: 'n1', position: { x: 10, y: 20 } }],
  notes: [],
  state: state(0),
};

function opened(answers: Answers = {}) {
  const host = new FakeHost(answers);
  const document = new DocumentStore(host);
  document.load(view);
  return { host, document };
}

beforeEach(() => {
  toasts.items = [];
});

describe('the mirror', () => {
  it('holds what was loaded, and nothing of the document before', () => {
    const { document } = opened();
    document.load({ ...view, doc: 'd2', nodes: [node('n9')], edges: [], positions: [] });
    expect([...document.nodes.keys()]).toEqual(['n9']);
    expect(document.edges.size).toBe(0);
    expect(document.doc).toBe('d2');
  });

  it('takes out, puts in and replaces what a change says', () => {
    const { document } = opened();
    document.apply(
      change({
        removed: [
          { index: 1, record: { node: node('n2') } },
          { index: 0, record: { edge: edge('e1', 'n1', 'n2') } },
        ],
        added: [
          { index: 1, record: { node: node('n3') } },
          { index: 0, record: { position: { node: 'n3', position: { x: 5, y: 6 } } } },
        ],
        updated: [{ from: { node: node('n1') }, to: { node: node('n1', 'event') } }],
      }),
    );
    expect([...document.nodes.values()].map((record) => [record.node.name, record.position])).toEqual([
      ['event', { x: 10, y: 20 }],
      ['n3', { x: 5, y: 6 }],
    ]);
    expect(document.edges.size).toBe(0);
  });

  it('wakes only the node that changed', () => {
    const { document } = opened();
    const woken: string[] = [];
    const stop = $effect.root(() => {
      for (const id of ['n1', 'n2']) $effect(() => void woken.push(document.nodes.get(id)?.node.name ?? ''));
    });
    flushSync();
    woken.length = 0;

    document.apply(change({ updated: [{ from: { node: node('n2') }, to: { node: node('n2', 'scan') } }] }));
    flushSync();

    expect(woken).toEqual(['scan']);
    stop();
  });

  it('says what a change touched', () => {
    const { document } = opened();
    const seen: Touched[] = [];
    document.onTouched((touched) => seen.push(touched));
    document.apply(
      change({
        removed: [{ index: 0, record: { edge: edge('e1', 'n1', 'n2') } }],
        updated: [
          {
            from: { position: { node: 'n1', position: { x: 10, y: 20 } } },
            to: { position: { node: 'n1', position: { x: 30, y: 20 } } },
          },
        ],
      }),
    );
    expect([...(seen[0]?.nodes ?? [])]).toEqual(['n1']);
    expect([...(seen[0]?.removedEdges ?? [])]).toEqual(['e1']);
    expect(document.nodes.get('n1')?.position?.x).toBe(30);
  });
});

describe('edits', () => {
  it('go out one at a time, in order', async () => {
    const answers: (() => void)[] = [];
    const { host, document } = opened({
      edit: () => new Promise<EditReply>((resolve) => answers.push(() => resolve(reply({}, answers.length)))),
    });
    const first = document.edit({ setHeader: { name: 'a' } });
    const second = document.edit({ setHeader: { name: 'b' } });
    await vi.waitFor(() => expect(answers).toHaveLength(1));

    answers[0]?.();
    await first;
    await vi.waitFor(() => expect(answers).toHaveLength(2));
    answers[1]?.();
    await second;

    expect(host.requestsOf('edit').map((request) => request.command)).toEqual([
      { setHeader: { name: 'a' } },
      { setHeader: { name: 'b' } },
    ]);
    expect(document.revision).toBe(2);
  });

  it('that are refused are shown, change nothing and do not hold up the next', async () => {
    let refuse = true;
    const { document } = opened({
      edit: () => {
        if (!refuse)
          return reply({ updated: [{ from: { node: node('n1') }, to: { node: node('n1', 'x') } }] });
        refuse = false;
        throw { code: 'edit-refused', message: { id: 'shared-cancel' }, retryable: false };
      },
    });
    expect(await document.edit({ renameNode: { node: 'n1', name: '' } })).toBeNull();
    expect(toasts.items.map((toast) => toast.tone)).toEqual(['err']);

    await document.edit({ renameNode: { node: 'n1', name: 'x' } });
    expect(document.nodes.get('n1')?.node.name).toBe('x');
  });

  it('that were made although their answer was lost are taken over with the whole document', async () => {
    const { document, host } = opened({
      edit: () => {
        throw { code: 'internal', message: { id: 'error-answer-gone' }, retryable: false };
      },
      document_show: () => ({ ...view, nodes: [node('n1', 'moved')], edges: [], state: state(4) }),
    });
    const touched: Touched[] = [];
    document.onTouched((one) => touched.push(one));

    expect(await document.edit({ layout: { nodes: [] } })).toBeNull();

    expect(host.requestsOf('document_show')).toEqual([{ doc: 'd1' }]);
    expect(document.nodes.get('n1')?.node.name).toBe('moved');
    expect(document.revision).toBe(4);
    expect(touched.map((one) => one.reset)).toEqual([true]);
    expect(toasts.items.map((toast) => toast.tone)).toEqual(['err']);
  });

  it('undo and redo apply what the engine answers', async () => {
    const { document } = opened({
      undo: () => reply({ removed: [{ index: 0, record: { edge: edge('e1', 'n1', 'n2') } }] }, 7),
    });
    await document.undo();
    expect(document.edges.size).toBe(0);
    expect(document.revision).toBe(7);
  });
});

describe('saving', () => {
  it('says where, and takes over the state', async () => {
    const { document } = opened({
      document_save: () => ({ file: 'block.playbook.json', notes: [], state: { ...state(0), dirty: false } }),
    });
    expect(await document.save()).toBe(true);
    expect(document.isDirty).toBe(false);
    expect(toasts.items[0]?.text).toBe('block.playbook.json');
  });

  it('says nothing when the person closed the dialog', async () => {
    const { document, host } = opened({ document_save: () => ({ notes: [], state: state(0) }) });
    expect(await document.saveAs()).toBe(false);
    expect(host.requestsOf('document_save')).toEqual([{ doc: document.doc, how: 'elsewhere' }]);
    expect(toasts.items).toEqual([]);
  });
});

describe('exporting', () => {
  it('says where, and what the picture lacks', async () => {
    await catalogue.use('en');
    const notes: Message[] = [
      { id: 'picture-smaller', args: { scale: '0.13' } },
      { id: 'picture-unseen', args: { letters: '查询' } },
    ];
    const { document, host } = opened({
      document_export: () => ({ file: 'block.png', notes, state: state(0) }),
    });
    expect(await document.exportAs('png')).toBe(true);
    expect(host.requestsOf('document_export')).toEqual([{ doc: 'd1', form: 'png' }]);
    expect(toasts.items.map(({ tone, text }) => [tone, text])).toEqual([
      ['ok', 'block.png'],
      ['info', undefined],
      ['info', undefined],
    ]);
    expect(toasts.items[1]?.title).toContain('painted at a scale of 0.13.');
    expect(toasts.items[2]?.title).toMatch(/^No font here has .*查询.*, which became boxes\./);
  });

  it('says nothing more of a file that lacks nothing', async () => {
    const { document } = opened({
      document_export: () => ({ file: 'block.svg', notes: [], state: state(0) }),
    });
    expect(await document.exportAs('svg')).toBe(true);
    expect(toasts.items.map(({ text }) => text)).toEqual(['block.svg']);
  });
});

it('tells how far nodes move from where the moves before have put them', async () => {
  const at = (id: string, x: number) => ({ node: id, position: { x, y: 0 } });
  const placed = (...to: [string, number][]) =>
    reply({ added: to.map(([id, x]) => ({ index: 0, record: { position: at(id, x) } })) });
  const replies = [placed(['n1', 10], ['n2', 30]), placed(['n1', 18], ['n2', 38])];
  const { host, document } = opened({ edit: () => replies.shift() ?? reply({}) });

  // The second is asked for before the first is answered, as holding an arrow key does.
  await Promise.all([
    document.move([at('n1', 10), at('n2', 30)]),
    document.move([at('n1', 18), at('n2', 38)], 'held'),
  ]);

  const [first, second] = host.requestsOf('edit');
  expect(first?.command).toEqual({ moveNodes: { moves: [at('n1', 10), at('n2', 30)] } });
  expect(second?.command).toEqual({ moveNodes: { together: { nodes: ['n1', 'n2'], dx: 8, dy: 0 } } });
  expect(second?.mark).toBe('held');
});
