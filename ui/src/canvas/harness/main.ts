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

interface HarnessWindow extends Window {
  canvas?: { model: CanvasModel; handle: CanvasHandle; calls: [string, unknown][]; readyMs: number };
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
      target.canvas = { model, handle, calls, readyMs: performance.now() - started };
    });
  },
};
mount(Canvas, { target: host, props });
