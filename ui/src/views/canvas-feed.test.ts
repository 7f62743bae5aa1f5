// Checks that the canvas's model is made once from a document, and again only where it has to be.
import { flushSync } from 'svelte';
import { beforeEach, expect, it, vi } from 'vitest';
import type { DocumentView, PlaybookNode } from '../generated/contract';
import { FakeHost } from '../host/fake';
import { catalogue } from '../shared/i18n.svelte';
import { AppState } from '../stores/app.svelte';
import { CanvasFeed } from './canvas-feed.svelte';

const COUNT = 40;
const call = (index: number, parts: Partial<PlaybookNode> = {}): PlaybookNode => ({
  id: `n${index}`,
  kind: 'AliyunCloudOpenAPI',
  action: 'assumeApi',
  name: `call_${index}`,
  ...parts,
});

/** Opens nodes, each wired to the next, and follows them. */
function followed(nodes: PlaybookNode[]) {
  const app = new AppState(new FakeHost({ document_check: () => ({ diagnostics: [], revision: 1 }) }));
  app.document.load({
    doc: 'd1',
    header: { name: 'Block', description: '', trigger: { type: 'custom', inputs: [] } },
    nodes,
    edges: nodes.slice(1).map(({ id }, index) => ({
      id: `e${index}`,
      from: { node: nodes[index]!.id, port: 'out' },
      to: { node: id, port: 'in' },
    })),
    positions: [],
    notes: [],
    state: { canUndo: false, canRedo: false, dirty: false, readOnly: false, revision: 1 },
  } satisfies DocumentView);
  const composed = vi.spyOn(app.catalogue, 'component');
  const read = vi.spyOn(app.document.edges, 'values');
  const feed = new CanvasFeed(app);
  const applied = vi.spyOn(feed.model, 'apply');
  const stop = feed.start();
  flushSync();
  return { app, feed, stop, composed, read, applied };
}

beforeEach(() => catalogue.use('en'));

it('composes each card and each edge once when a document comes in front', () => {
  const { feed, stop, composed, applied } = followed(
    Array.from({ length: COUNT }, (_, index) => call(index)),
  );

  expect([feed.model.nodes.size, feed.model.edges.size]).toEqual([COUNT, COUNT - 1]);
  expect(applied).toHaveBeenCalledTimes(1);
  expect(composed).toHaveBeenCalledTimes(2 * COUNT - 1);
  stop();
});

it('shows another flow alone, and the first one again', () => {
  const { app, feed, stop } = followed([call(0), call(1, { parent: 'n0' }), call(2)]);
  const shown = () => [...feed.model.nodes.keys()];

  expect(shown()).toEqual(['n0', 'n2']);
  app.view.flow = 'n0';
  flushSync();
  expect(shown()).toEqual(['n1']);
  app.view.flow = '';
  flushSync();
  expect(shown()).toEqual(['n0', 'n2']);
  stop();
});

it('reads the edges a few times for all nodes of kinds that nobody knows', () => {
  const unknown = Array.from({ length: COUNT }, (_, index) => call(index, { kind: 'FromTheFuture' }));

  const { feed, stop, read } = followed(unknown);

  expect(read.mock.calls.length).toBeLessThan(5);
  expect(
    feed.model.nodes
      .get('n1')!
      .ports.map(({ side }) => side)
      .sort(),
  ).toEqual(['in', 'out']);
  stop();
});

it('puts nodes without a place beside each other, in the order of the document', () => {
  const { feed, stop } = followed([call(0), call(1), call(2)]);

  const places = ['n0', 'n1', 'n2'].map((id) => feed.model.nodes.get(id)!);

  expect(new Set(places.map(({ y }) => y)).size).toBe(1);
  expect(places[0]!.x).toBeLessThan(places[1]!.x);
  expect(places[1]!.x).toBeLessThan(places[2]!.x);
  stop();
});
