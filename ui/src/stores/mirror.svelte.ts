// The window's copy of one playbook: one reactive record per node and edge, so that a change wakes
// one card. It follows what the engine says and never changes anything by itself. A document that
// is not in front keeps its copy, so that coming back to its tab costs nothing.
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type {
  Change,
  DocumentRecord,
  DocumentState,
  DocumentView,
  Edge,
  Header,
  Message,
  PlaybookNode,
  Position,
} from '../generated/contract';
import { CallTally } from './call-tally.svelte';

/** A node as the mirror holds it: content and place change separately. */
export class NodeRecord {
  node = $state.raw<PlaybookNode>({ id: '', kind: '', name: '' });
  position = $state.raw<Position | null>(null);

  constructor(node: PlaybookNode) {
    this.node = node;
  }
}

/** An edge as the mirror holds it. */
export class EdgeRecord {
  edge = $state.raw<Edge>({ id: '', from: { node: '', port: '' }, to: { node: '', port: '' } });

  constructor(edge: Edge) {
    this.edge = edge;
  }
}

/** What a change touched, by id, for views that keep a picture of their own (the canvas). */
export interface Touched {
  nodes: Set<string>;
  edges: Set<string>;
  removedNodes: Set<string>;
  removedEdges: Set<string>;
  /** True when another document was loaded: forget everything. */
  reset: boolean;
}

/** Id of the kind whose settings are a call of an API operation. */
export const CALL_KIND = 'AliyunCloudOpenAPI';

const CLOSED: DocumentState = { canUndo: false, canRedo: false, dirty: false, readOnly: true, revision: -1 };
const NO_HEADER: Header = { name: '', description: '', trigger: { type: '', inputs: [] } };

export class Mirror {
  /** Handle of the document; empty for the mirror of none. */
  readonly doc: string;
  header = $state.raw<Header>(NO_HEADER);
  state = $state.raw<DocumentState>(CLOSED);
  notes = $state.raw<Message[]>([]);
  readonly nodes = new SvelteMap<string, NodeRecord>();
  readonly edges = new SvelteMap<string, EdgeRecord>();
  /** Ids of the nodes that call an API operation, and so can be tested by a call. */
  readonly callers = new SvelteSet<string>();
  /** What those calls have in common. */
  readonly calls = new CallTally();

  constructor(doc: string) {
    this.doc = doc;
  }

  /** Takes the document as the engine has it, in place of what was here. */
  fill(view: DocumentView): void {
    this.header = view.header;
    this.state = view.state;
    this.notes = view.notes;
    this.nodes.clear();
    this.edges.clear();
    this.callers.clear();
    this.calls.clear();
    for (const node of view.nodes) this.#putNode(node);
    for (const edge of view.edges) this.edges.set(edge.id, new EdgeRecord(edge));
    for (const { node, position } of view.positions) {
      const record = this.nodes.get(node);
      if (record) record.position = position;
    }
  }

  /** Returns everything as touched, for views that start anew. */
  whole(): Touched {
    return {
      ...nothingTouched(),
      nodes: new Set(this.nodes.keys()),
      edges: new Set(this.edges.keys()),
      reset: true,
    };
  }

  /** Applies a change in the engine's order and says what it touched. */
  apply(change: Change): Touched {
    const touched = nothingTouched();
    for (const { record } of change.removed) this.#remove(record, touched);
    for (const { record } of change.added) this.#put(record, touched);
    for (const { to } of change.updated) this.#put(to, touched);
    return touched;
  }

  #put(record: DocumentRecord, touched: Touched): void {
    if ('node' in record) {
      this.#putNode(record.node);
      touched.nodes.add(record.node.id);
      touched.removedNodes.delete(record.node.id);
    } else if ('edge' in record) {
      const known = this.edges.get(record.edge.id);
      if (known) known.edge = record.edge;
      else this.edges.set(record.edge.id, new EdgeRecord(record.edge));
      touched.edges.add(record.edge.id);
      touched.removedEdges.delete(record.edge.id);
    } else if ('position' in record) {
      const known = this.nodes.get(record.position.node);
      if (known) known.position = record.position.position;
      touched.nodes.add(record.position.node);
    } else {
      this.header = record.header;
    }
  }

  #putNode(node: PlaybookNode): void {
    const known = this.nodes.get(node.id);
    if (known) known.node = node;
    else this.nodes.set(node.id, new NodeRecord(node));
    if (node.kind === CALL_KIND) {
      this.callers.add(node.id);
      this.calls.put(node);
    } else this.#forgetCall(node.id);
  }

  #forgetCall(id: string): void {
    if (this.callers.delete(id)) this.calls.remove(id);
  }

  #remove(record: DocumentRecord, touched: Touched): void {
    if ('node' in record) {
      this.nodes.delete(record.node.id);
      this.#forgetCall(record.node.id);
      touched.removedNodes.add(record.node.id);
      touched.nodes.delete(record.node.id);
    } else if ('edge' in record) {
      this.edges.delete(record.edge.id);
      touched.removedEdges.add(record.edge.id);
    } else if ('position' in record) {
      const known = this.nodes.get(record.position.node);
      if (!known) return;
      known.position = null;
      touched.nodes.add(record.position.node);
    }
  }
}

function nothingTouched(): Touched {
  return {
    nodes: new Set(),
    edges: new Set(),
    removedNodes: new Set(),
    removedEdges: new Set(),
    reset: false,
  };
}
