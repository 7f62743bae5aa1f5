// Keeps the canvas's model equal to the document mirror, and the cards equal to what is known about
// their nodes. Everything is handed on node by node: an edit composes the cards it touched, a check
// those whose findings differ, an answer of the catalogue those that waited for it. Only another
// language composes all of them again.
import { untrack } from 'svelte';
import type { NodeData } from '../canvas/contract';
import { CanvasModel } from '../canvas/model.svelte';
import type { Diagnostic } from '../generated/contract';
import type { AppState } from '../stores/app.svelte';
import type { Touched } from '../stores/document.svelte';
import { cardOf, wireOf } from './card-data';

export class CanvasFeed {
  readonly model = new CanvasModel();
  #app: AppState;
  /** The document the canvas was made for; of another one, another canvas is made. */
  #doc: string;
  /** Names as edges speak them, to compose edges again only when a name changed. */
  #names = new Map<string, string>();
  /** Nodes whose operation the catalogue has not answered yet. */
  #waiting = new Set<string>();
  #problems: ReadonlyMap<string, Diagnostic[]> = new Map();

  constructor(app: AppState) {
    this.#app = app;
    this.#doc = app.document.doc;
  }

  /** Follows the document and everything the cards show; returns what stops it. */
  start(): () => void {
    const { catalogue, diagnostics, document, runs } = this.#app;
    const stops = [
      document.onTouched((touched) => this.#take(touched)),
      catalogue.onAnswer(() => this.#refresh(this.#waiting)),
      $effect.root(() => {
        $effect(() => {
          void [this.#app.lang, catalogue.components];
          untrack(() => this.#takeAll());
        });
        $effect(() => {
          const now = diagnostics.byNode;
          untrack(() => this.#compareProblems(now));
        });
        $effect(() => {
          const node = runs.current?.node;
          untrack(() => node !== undefined && this.#refresh([node]));
        });
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }

  #takeAll(): void {
    const { document } = this.#app;
    this.#take({
      nodes: new Set(document.nodes.keys()),
      edges: new Set(document.edges.keys()),
      removedNodes: new Set(),
      removedEdges: new Set(),
      reset: false,
    });
  }

  #take(touched: Touched): void {
    const { document } = this.#app;
    if (document.doc !== this.#doc) return;
    if (touched.reset) {
      this.model.clear();
      this.#names.clear();
      this.#waiting.clear();
    }
    const nodes = this.#cardsOf(touched.nodes);
    const renamed = new Set<string>();
    for (const { id, title } of nodes) {
      if (this.#names.has(id) && this.#names.get(id) !== title) renamed.add(id);
      this.#names.set(id, title);
    }
    for (const id of touched.removedNodes) this.#forget(id);
    const edges = [...touched.edges, ...this.#edgesAt(renamed)].flatMap((id) => {
      const record = document.edges.get(id);
      return record ? [wireOf(record.edge, (node) => this.#names.get(node) ?? node)] : [];
    });
    this.model.apply({
      nodes,
      edges,
      removedNodes: [...touched.removedNodes],
      removedEdges: [...touched.removedEdges],
    });
  }

  #refresh(ids: Iterable<string>): void {
    const nodes = this.#cardsOf([...ids]);
    if (nodes.length > 0) this.model.apply({ nodes });
  }

  #compareProblems(now: ReadonlyMap<string, Diagnostic[]>): void {
    const before = this.#problems;
    this.#problems = now;
    const codes = (list: Diagnostic[] | undefined) => (list ?? []).map((item) => item.severity).join();
    const ids = new Set([...before.keys(), ...now.keys()]);
    this.#refresh([...ids].filter((id) => codes(before.get(id)) !== codes(now.get(id))));
  }

  #edgesAt(nodes: ReadonlySet<string>): string[] {
    if (nodes.size === 0) return [];
    return [...this.#app.document.edges.values()]
      .filter(({ edge }) => nodes.has(edge.from.node) || nodes.has(edge.to.node))
      .map(({ edge }) => edge.id);
  }

  #forget(id: string): void {
    this.#names.delete(id);
    this.#waiting.delete(id);
  }

  #cardsOf(ids: Iterable<string>): NodeData[] {
    return [...ids].flatMap((id) => this.#cardOf(id) ?? []);
  }

  #cardOf(id: string): NodeData | undefined {
    const { catalogue, document, runs } = this.#app;
    const record = document.nodes.get(id);
    if (!record) return undefined;
    const text = (key: string) => {
      const value = record.node.settings?.[key];
      return typeof value === 'string' ? value : '';
    };
    const operation = record.node.action
      ? catalogue.operation({
          product: text('product'),
          version: text('version'),
          operation: text('operation'),
        })
      : null;
    if (operation === undefined) this.#waiting.add(id);
    else this.#waiting.delete(id);
    return cardOf({
      node: record.node,
      position: record.position,
      // Only a node that was never placed needs its place among the others, and such nodes are few.
      index: record.position ? 0 : [...document.nodes.keys()].indexOf(id),
      component: catalogue.component(record.node.kind),
      operation,
      problems: this.#problems.get(id) ?? [],
      run: runs.byNode.get(id),
    });
  }
}
