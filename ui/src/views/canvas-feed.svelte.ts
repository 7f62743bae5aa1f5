// Keeps the canvas's model equal to the document mirror, and the cards equal to what is known about
// their nodes. Everything is handed on node by node: an edit composes the cards it touched, a check
// those whose findings differ, an answer of the catalogue those that waited for it. Only another
// language composes all of them again.
import { untrack } from 'svelte';
import type { EdgeData, NodeData } from '../canvas/contract';
import { CanvasModel } from '../canvas/model.svelte';
import type { Diagnostic, Edge } from '../generated/contract';
import type { AppState } from '../stores/app.svelte';
import type { Touched } from '../stores/document.svelte';
import { cardOf, wireOf } from './card-data';

interface UsedPorts {
  in: string[];
  out: string[];
}

/** What is read from the whole document, when the first card needs it. */
interface WholeFacts {
  indexOf(id: string): number;
  usedBy(id: string): UsedPorts;
}

export class CanvasFeed {
  readonly model = new CanvasModel();
  #app: AppState;
  /** The document the canvas was made for; of another one, another canvas is made. */
  #doc: string;
  /** The flow whose nodes the canvas has; unlike any before the first. */
  #flow: string | undefined;
  /** What edges say of their nodes, to compose edges again only when that changed. */
  #names = new Map<string, string>();
  /** Nodes whose operation the catalogue has not answered yet. */
  #waiting = new Set<string>();
  #problems: ReadonlyMap<string, Diagnostic[]> = new Map();
  /** How many nodes stand inside each child flow. */
  #inside = new Map<string, number>();
  /** The child flow each node stands in, to keep the counts when it goes. */
  #parents = new Map<string, string>();

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
          const { flow } = this.#app.view;
          untrack(() => (flow === this.#flow ? this.#takeAll() : this.#showFlow(flow)));
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

  /** Another flow is shown: the canvas begins anew with its nodes. */
  #showFlow(flow: string): void {
    this.#flow = flow;
    this.model.clear();
    this.#names.clear();
    this.#waiting.clear();
    this.#takeAll();
  }

  #take(touched: Touched): void {
    const { document } = this.#app;
    if (document.doc !== this.#doc) return;
    if (touched.reset) {
      this.model.clear();
      this.#names.clear();
      this.#waiting.clear();
      this.#inside.clear();
      this.#parents.clear();
    }
    const parents = this.#count(touched);
    // Nodes change flows: those that left go, those that came bring edges along that have not changed themselves.
    const left = [...touched.nodes].filter((id) => this.model.nodes.has(id) && !this.#isShown(id));
    const came = new Set([...touched.nodes].filter((id) => !this.model.nodes.has(id) && this.#isShown(id)));
    const nodes = this.#cardsOf(new Set([...touched.nodes, ...parents]));
    const renamed = new Set<string>();
    for (const { id, title } of nodes) {
      const said = this.#saying(id, title);
      if (this.#names.has(id) && this.#names.get(id) !== said) renamed.add(id);
      this.#names.set(id, said);
    }
    for (const id of [...touched.removedNodes, ...left]) this.#forget(id);
    const edges = [...new Set([...touched.edges, ...this.#edgesAt(renamed), ...this.#edgesAt(came)])].flatMap(
      (id) => {
        const record = document.edges.get(id);
        return record && this.#isShown(record.edge.from.node) ? [this.#wireOf(record.edge)] : [];
      },
    );
    this.model.apply({
      nodes,
      edges,
      removedNodes: [...touched.removedNodes, ...left],
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

  #wireOf(edge: Edge): EdgeData {
    const { catalogue, document } = this.#app;
    const node = document.nodes.get(edge.from.node)?.node;
    const nameOf = (id: string) => document.nodes.get(id)?.node.name ?? id;
    return wireOf(edge, nameOf, node && { node, component: catalogue.component(node.kind) });
  }

  #isShown(id: string): boolean {
    return (this.#app.document.nodes.get(id)?.node.parent ?? '') === this.#app.view.flow;
  }

  /** What the edges at a node say of it: its name, and the names of its branches. */
  #saying(id: string, title: string): string {
    const branches = this.#app.document.nodes.get(id)?.node.settings?.['branches'];
    return branches === undefined ? title : `${title}\n${JSON.stringify(branches)}`;
  }

  /** Keeps the numbers of nodes inside child flows; returns the child flows whose number changed. */
  #count(touched: Touched): Set<string> {
    const changed = new Set<string>();
    const add = (parent: string | undefined, by: number) => {
      if (!parent) return;
      this.#inside.set(parent, (this.#inside.get(parent) ?? 0) + by);
      changed.add(parent);
    };
    for (const id of touched.removedNodes) {
      add(this.#parents.get(id), -1);
      this.#parents.delete(id);
    }
    for (const id of touched.nodes) {
      const parent = this.#app.document.nodes.get(id)?.node.parent ?? '';
      if (this.#parents.get(id) === parent) continue;
      add(this.#parents.get(id), -1);
      add(parent, 1);
      this.#parents.set(id, parent);
    }
    return changed;
  }

  /** The ports that edges use, by node: for nodes of kinds nobody knows. */
  #usedPorts(): Map<string, UsedPorts> {
    const used = new Map<string, UsedPorts>();
    const at = (id: string) => {
      const found = used.get(id) ?? { in: [], out: [] };
      used.set(id, found);
      return found;
    };
    for (const { edge } of this.#app.document.edges.values()) {
      at(edge.from.node).out.push(edge.from.port);
      at(edge.to.node).in.push(edge.to.port);
    }
    return used;
  }

  #forget(id: string): void {
    this.#names.delete(id);
    this.#waiting.delete(id);
  }

  #cardsOf(ids: Iterable<string>): NodeData[] {
    // Few cards need what only the whole document tells; it is read once for all of them.
    let order: Map<string, number> | undefined;
    let used: Map<string, UsedPorts> | undefined;
    const whole: WholeFacts = {
      indexOf: (id) =>
        (order ??= new Map([...this.#app.document.nodes.keys()].map((key, index) => [key, index]))).get(id) ??
        0,
      usedBy: (id) => (used ??= this.#usedPorts()).get(id) ?? { in: [], out: [] },
    };
    return [...ids].flatMap((id) => this.#cardOf(id, whole) ?? []);
  }

  #cardOf(id: string, whole: WholeFacts): NodeData | undefined {
    const { catalogue, document, runs } = this.#app;
    const record = document.nodes.get(id);
    if (!record || !this.#isShown(id)) return undefined;
    const component = catalogue.component(record.node.kind);
    const text = (key: string) => {
      const value = record.node.settings?.[key];
      return typeof value === 'string' ? value : '';
    };
    const operation = document.callers.has(id)
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
      // Only a node that was never placed needs its place among the others.
      index: record.position ? 0 : whole.indexOf(id),
      component,
      operation,
      ...(component ? {} : { used: whole.usedBy(id) }),
      ...(component?.card === 'stack' ? { inside: this.#inside.get(id) ?? 0 } : {}),
      problems: this.#problems.get(id) ?? [],
      run: runs.byNode.get(id),
    });
  }
}
