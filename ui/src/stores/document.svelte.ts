// The window's mirror of the open playbook. The engine owns the document and its history; this
// holds a copy made of one reactive record per node and edge, so that a change wakes one card, and
// sends edits one at a time. It never changes the document by itself.
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type {
  Change,
  DocumentState,
  DocumentView,
  Edge,
  EditCommand,
  EditReply,
  Header,
  Message,
  PlacedNode,
  PlaybookNode,
  Position,
  DocumentRecord,
} from '../generated/contract';
import type { Host } from '../host/host';
import { t } from '../shared/i18n.svelte';
import { toasts } from '../shared/toasts.svelte';
import { showFailure } from './failure';

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

const CLOSED: DocumentState = { canUndo: false, canRedo: false, dirty: false, readOnly: true, revision: -1 };
const NO_HEADER: Header = { name: '', description: '', trigger: { type: '', inputs: [] } };

export class DocumentStore {
  /** Handle of the open document; empty when there is none. */
  doc = $state('');
  header = $state.raw<Header>(NO_HEADER);
  state = $state.raw<DocumentState>(CLOSED);
  notes = $state.raw<Message[]>([]);
  readonly nodes = new SvelteMap<string, NodeRecord>();
  readonly edges = new SvelteMap<string, EdgeRecord>();
  /** Ids of the nodes that have an action, and so can be tested by a call. */
  readonly callers = new SvelteSet<string>();
  #host: Host;
  #queue: Promise<unknown> = Promise.resolve();
  #listeners = new Set<(touched: Touched) => void>();

  readonly isOpen = $derived(this.doc !== '');
  readonly isDirty = $derived(this.state.dirty);
  readonly readOnly = $derived(this.state.readOnly);
  readonly isEditable = $derived(this.isOpen && !this.state.readOnly);
  readonly canUndo = $derived(this.isEditable && this.state.canUndo);
  readonly canRedo = $derived(this.isEditable && this.state.canRedo);
  readonly revision = $derived(this.state.revision);

  constructor(host: Host) {
    this.#host = host;
  }

  /** Calls the listener after every change of the mirror; returns what stops it. */
  onTouched(listener: (touched: Touched) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Replaces the mirror with a document the engine opened. */
  load(view: DocumentView): void {
    this.doc = view.doc;
    this.header = view.header;
    this.state = view.state;
    this.notes = view.notes;
    this.nodes.clear();
    this.edges.clear();
    this.callers.clear();
    for (const node of view.nodes) this.#putNode(node);
    for (const edge of view.edges) this.edges.set(edge.id, new EdgeRecord(edge));
    for (const { node, position } of view.positions) {
      const record = this.nodes.get(node);
      if (record) record.position = position;
    }
    this.#tell({
      ...nothingTouched(),
      nodes: new Set(this.nodes.keys()),
      edges: new Set(this.edges.keys()),
      reset: true,
    });
  }

  /**
   * Sends an edit once the ones before it are answered, and applies what it changed. Resolves to
   * the ids it made, or to null when it was refused; the refusal has then been shown.
   * Edits in a row with the same mark are one step of the history.
   */
  async edit(command: EditCommand, mark?: string): Promise<string[] | null> {
    try {
      return await this.editOrThrow(command, mark);
    } catch (reason) {
      showFailure(reason);
      return null;
    }
  }

  /**
   * As `edit`, but a refusal rejects and is not shown: for gestures and fields that show it in
   * place. `doc` names the document the edit was made in, since text typed last may be handed on
   * while another one is already open; the mirror then has nothing to apply.
   */
  editOrThrow(command: EditCommand, mark?: string, doc = this.doc): Promise<string[]> {
    return this.#inTurn(async () => {
      const reply = await this.#host.call('edit', { doc, command, ...(mark ? { mark } : {}) });
      if (doc === this.doc) this.#applyReply(reply);
      return reply.created;
    });
  }

  /** Moves nodes; rejects after showing a refusal, so that the canvas puts them back. */
  async move(moves: PlacedNode[]): Promise<void> {
    try {
      await this.editOrThrow({ moveNodes: { moves } });
    } catch (reason) {
      showFailure(reason);
      throw reason;
    }
  }

  undo(): Promise<void> {
    return this.#travel('undo');
  }

  redo(): Promise<void> {
    return this.#travel('redo');
  }

  /** Resolves when every edit sent so far is answered. */
  settled(): Promise<void> {
    return this.#inTurn(async () => {});
  }

  rename(name: string): Promise<unknown> {
    return this.edit({ setHeader: { name } });
  }

  save(): Promise<boolean> {
    return this.#write('document_save', t('frame-saved'));
  }

  saveAs(): Promise<boolean> {
    return this.#write('document_save_as', t('frame-saved'));
  }

  exportJson(): Promise<boolean> {
    return this.#write('document_export', t('frame-exported'));
  }

  /** Applies a change to the mirror, in the engine's order. */
  apply(change: Change): void {
    const touched = nothingTouched();
    for (const { record } of change.removed) this.#remove(record, touched);
    for (const { record } of change.added) this.#put(record, touched);
    for (const { to } of change.updated) this.#put(to, touched);
    this.#tell(touched);
  }

  #travel(command: 'undo' | 'redo'): Promise<void> {
    return this.#inTurn(async () => {
      try {
        this.#applyReply(await this.#host.call(command, { doc: this.doc }));
      } catch (reason) {
        showFailure(reason);
      }
    });
  }

  #write(command: 'document_save' | 'document_save_as' | 'document_export', done: string): Promise<boolean> {
    return this.#inTurn(async () => {
      try {
        const { file, state } = await this.#host.call(command, { doc: this.doc });
        this.state = state;
        if (file) toasts.show('ok', done, file);
        return Boolean(file);
      } catch (reason) {
        showFailure(reason);
        return false;
      }
    });
  }

  /** Runs one piece of work after all before it, whether those succeeded or not. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  #applyReply(reply: EditReply): void {
    this.state = reply.state;
    this.apply(reply.change);
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
    if (node.action) this.callers.add(node.id);
    else this.callers.delete(node.id);
  }

  #remove(record: DocumentRecord, touched: Touched): void {
    if ('node' in record) {
      this.nodes.delete(record.node.id);
      this.callers.delete(record.node.id);
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

  #tell(touched: Touched): void {
    for (const listener of this.#listeners) listener(touched);
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
