// Entry of the harness: `?n=1000&theme=dark&lang=zh`; n = 0 shows the small graph with every state.
// The model and the handle hang on the window, so that a script can drive and measure.
import { mount } from 'svelte';
import Ban from '@lucide/svelte/icons/ban';
import CircleDot from '@lucide/svelte/icons/circle-dot';
import ListChecks from '@lucide/svelte/icons/list-checks';
import Mail from '@lucide/svelte/icons/mail';
import Shield from '@lucide/svelte/icons/shield';
import Split from '@lucide/svelte/icons/split';
import Zap from '@lucide/svelte/icons/zap';
import { catalogue } from '../../shared/i18n.svelte';
import type { IconType } from '../../shared/icon';
import '../../shared/base.css';
import Canvas from '../Canvas.svelte';
import type { CanvasHandle, CanvasProps } from '../contract';
import { CanvasModel } from '../model.svelte';
import { columns, edge, showcase } from './synthetic';

const icons: Record<string, IconType> = {
  ban: Ban,
  'circle-dot': CircleDot,
  'list-checks': ListChecks,
  mail: Mail,
  shield: Shield,
  split: Split,
  zap: Zap,
};

/** What a benchmark asks of a page with a graph; `tests/bench/canvas/peer` offers the same. */
interface Bench {
  /** From the data to the first frame, milliseconds. */
  readyMs: number;
  ids: string[];
  placeOf(id: string): { x: number; y: number };
  /** Sets the viewport: the world's origin on the stage, and the zoom. */
  show(x: number, y: number, zoom: number): void;
  /** Changes one node's title. */
  edit(id: string, title: string): void;
  /** Nodes and edges that have elements. */
  mounted(): number;
}

interface HarnessWindow extends Window {
  canvas?: { model: CanvasModel; handle: CanvasHandle; calls: [string, unknown][] };
  bench?: Bench;
}

const query = new URLSearchParams(location.search);
const count = Number(query.get('n') ?? 0);
document.documentElement.dataset.theme = query.get('theme') ?? 'light';
await catalogue.use(query.get('lang') === 'zh' ? 'zh' : 'en');

const change = count > 0 ? columns(count) : showcase();
const started = performance.now();
const model = new CanvasModel();
model.apply(change);
const calls: [string, unknown][] = [];
const note =
  (name: string) =>
  (...values: unknown[]): void =>
    void calls.push([name, values]);
const host = document.getElementById('app') as HTMLElement;
host.style.cssText = 'position: fixed; inset: 0';

function benchOf(handle: CanvasHandle, readyMs: number): Bench {
  const data = new Map(change.nodes?.map((node) => [node.id, node]));
  return {
    readyMs,
    ids: [...data.keys()],
    placeOf: (id) => ({ x: data.get(id)?.x ?? 0, y: data.get(id)?.y ?? 0 }),
    show: (x, y, zoom) => handle.setViewport({ x, y, zoom }),
    edit(id, title) {
      const node = data.get(id);
      if (node) model.apply({ nodes: [{ ...node, title }] });
    },
    mounted: () => document.querySelectorAll('[data-node-id], [data-edge-id]').length,
  };
}

const props: CanvasProps = {
  model,
  label: 'harness',
  readonly: query.has('readonly'),
  resolveIcon: (name) => icons[name],
  canConnect: (from, to) => (to.node === 'event' || from.node === 'end' ? 'refused here' : true),
  onMove: note('move'),
  onConnect(from, to) {
    note('connect')(from, to);
    model.apply({ edges: [edge(from.node, to.node, { from, to })] });
  },
  onSelect: note('select'),
  onDelete(selection) {
    note('delete')(selection);
    model.apply({ removedNodes: selection.nodes, removedEdges: selection.edges });
  },
  onActivate: note('activate'),
  onViewport: note('viewport'),
  onQuickAdd: note('quickAdd'),
  onReady(handle) {
    if (!query.has('stay')) handle.fit();
    const target = window as HarnessWindow;
    requestAnimationFrame(() => {
      target.canvas = { model, handle, calls };
      target.bench = benchOf(handle, performance.now() - started);
    });
  },
};
mount(Canvas, { target: host, props });
