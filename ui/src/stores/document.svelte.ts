// The playbook in front, and the copies of those behind it. The engine owns documents and their
// histories; this holds mirrors and sends edits one at a time, each to the document it was made in.
import { SvelteMap } from 'svelte/reactivity';
import type {
  Change,
  DocumentState,
  DocumentView,
  EditCommand,
  EditReply,
  ExportForm,
  SaveWay,
  Header,
  PlacedNode,
} from '../generated/contract';
import { callErrorOf, type CallError, type Host } from '../host/host';
import { t, tx } from '../shared/i18n.svelte';
import { toasts } from '../shared/toasts.svelte';
import { showFailure } from './failure';
import { Mirror, type Touched } from './mirror.svelte';
import { moveOf } from './move-of';

export { EdgeRecord, NodeRecord, type Touched } from './mirror.svelte';

type WriteCommand = 'document_save' | 'document_export';

/** Decides about a file that could not be written; resolves to whether it was written after all. */
export type OnUnwritten = (doc: string, failure: CallError) => Promise<boolean>;

export class DocumentStore {
  #none = new Mirror('');
  #mirror = $state.raw<Mirror>(this.#none);
  readonly #mirrors = new SvelteMap<string, Mirror>();
  /** Asked when a save fails; without it the failure is shown. */
  onUnwritten: OnUnwritten | null = null;
  #host: Host;
  #queue: Promise<unknown> = Promise.resolve();
  #listeners = new Set<(touched: Touched) => void>();

  /** Handle of the document in front; empty when there is none. */
  readonly doc = $derived(this.#mirror.doc);
  readonly header: Header = $derived(this.#mirror.header);
  readonly state: DocumentState = $derived(this.#mirror.state);
  readonly notes = $derived(this.#mirror.notes);
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

  get nodes() {
    return this.#mirror.nodes;
  }

  get edges() {
    return this.#mirror.edges;
  }

  /** Ids of the nodes that have an action, and so can be tested by a call. */
  get callers() {
    return this.#mirror.callers;
  }

  /** What the calls of the playbook have in common. */
  get calls() {
    return this.#mirror.calls;
  }

  /** Calls the listener after every change of the mirror in front; returns what stops it. */
  onTouched(listener: (touched: Touched) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Returns the copy of an open document, or undefined while it was never in front. */
  mirrorOf(doc: string): Mirror | undefined {
    return this.#mirrors.get(doc);
  }

  /** Takes a document as the engine has it, and puts it in front. */
  load(view: DocumentView): void {
    this.refresh(view);
    this.show(view.doc);
  }

  /** Takes a document as the engine has it, without bringing it to the front. */
  refresh(view: DocumentView): void {
    let mirror = this.#mirrors.get(view.doc);
    if (!mirror) this.#mirrors.set(view.doc, (mirror = new Mirror(view.doc)));
    mirror.fill(view);
    if (mirror === this.#mirror) this.#tell(mirror.whole());
  }

  /** Puts a document in front; false when its content is not here yet. */
  show(doc: string): boolean {
    const mirror = doc === '' ? this.#none : this.#mirrors.get(doc);
    if (!mirror) return false;
    if (mirror !== this.#mirror) {
      this.#mirror = mirror;
      this.#tell(mirror.whole());
    }
    return true;
  }

  /** Takes over where a document stands. */
  setState(doc: string, state: DocumentState): void {
    const mirror = this.#mirrors.get(doc);
    if (mirror) mirror.state = state;
  }

  /** Forgets a closed document; nothing is in front when it was. */
  forget(doc: string): void {
    if (doc === this.doc) this.show('');
    this.#mirrors.delete(doc);
  }

  /**
   * Sends an edit once the ones before it are answered, and applies what it changed. Resolves to
   * the ids it made, or to null when it was refused; the refusal has then been shown.
   * Edits in a row with the same mark are one step of the history.
   */
  async edit(command: EditCommand, mark?: string, doc = this.doc): Promise<string[] | null> {
    try {
      return await this.editOrThrow(command, mark, doc);
    } catch (reason) {
      showFailure(reason);
      return null;
    }
  }

  /**
   * As `edit`, but a refusal rejects and is not shown: for gestures and fields that show it in
   * place. `doc` names the document the edit was made in, since text typed last may be handed on
   * while another one is already in front.
   */
  editOrThrow(command: EditCommand, mark?: string, doc = this.doc): Promise<string[]> {
    return this.#send(() => command, mark, doc);
  }

  /** Sends the edit that `make` returns once every edit before it is answered. */
  #send(make: () => EditCommand, mark: string | undefined, doc: string): Promise<string[]> {
    return this.#inTurn(async () => {
      const request = { doc, command: make(), ...(mark ? { mark } : {}) };
      const reply = await this.#stepOf(doc, this.#host.call('edit', request));
      this.#applyReply(doc, reply);
      if (reply.leftOut) toasts.show('info', t('frame-left-out', { count: reply.leftOut }));
      return reply.created;
    });
  }

  /** Moves nodes; rejects after showing a refusal, so that the canvas puts them back. */
  async move(moves: PlacedNode[], mark?: string): Promise<void> {
    const { doc } = this;
    const placeOf = (id: string) => this.#mirrors.get(doc)?.nodes.get(id)?.position;
    try {
      // How far nodes move is only known when they stand where the edits before put them.
      await this.#send(() => ({ moveNodes: moveOf(moves, placeOf) }), mark, doc);
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

  rename(name: string, doc = this.doc): Promise<unknown> {
    return this.edit({ setHeader: { name } }, undefined, doc);
  }

  save(doc = this.doc): Promise<boolean> {
    return this.#write('document_save', t('frame-saved'), doc);
  }

  saveAs(doc = this.doc): Promise<boolean> {
    return this.#write('document_save', t('frame-saved'), doc, { how: 'elsewhere' });
  }

  /** Saves although the file is not what it was; the person has agreed. */
  saveOver(doc = this.doc): Promise<boolean> {
    return this.#write('document_save', t('frame-saved'), doc, { how: 'over' });
  }

  /** Writes the playbook to a file of its own, as JSON or as a picture. */
  exportAs(form: ExportForm): Promise<boolean> {
    return this.#write('document_export', t('frame-exported'), this.doc, { form });
  }

  /** Applies a change to the mirror in front. */
  apply(change: Change): void {
    this.#tell(this.#mirror.apply(change));
  }

  #travel(command: 'undo' | 'redo'): Promise<void> {
    const { doc } = this;
    return this.#inTurn(async () => {
      try {
        this.#applyReply(doc, await this.#stepOf(doc, this.#host.call(command, { doc })));
      } catch (reason) {
        showFailure(reason);
      }
    });
  }

  /**
   * Waits for what a step changed. When the answer does not arrive whole, the engine may have made the
   * step all the same, and the mirror is taken anew.
   */
  async #stepOf(doc: string, reply: Promise<EditReply>): Promise<EditReply> {
    try {
      return await reply;
    } catch (reason) {
      if (callErrorOf(reason).wire.code === 'internal') {
        const view = await this.#host.call('document_show', { doc }).catch(() => null);
        if (view && this.#mirrors.has(doc)) this.refresh(view);
      }
      throw reason;
    }
  }

  async #write(
    command: WriteCommand,
    done: string,
    doc: string,
    more: { form?: ExportForm; how?: SaveWay } = {},
  ): Promise<boolean> {
    const failure = await this.#inTurn(async () => {
      try {
        const { file, notes, state } = await this.#host.call(command, { doc, ...more });
        this.setState(doc, state);
        if (file) toasts.show('ok', done, file);
        for (const note of notes) toasts.show('info', tx(note));
        return Boolean(file);
      } catch (reason) {
        return callErrorOf(reason);
      }
    });
    if (typeof failure === 'boolean') return failure;
    // Asked outside the queue: what the person decides may be another save.
    if (this.onUnwritten && command !== 'document_export') return this.onUnwritten(doc, failure);
    showFailure(failure);
    return false;
  }

  /** Runs one piece of work after all before it, whether those succeeded or not. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  #applyReply(doc: string, reply: EditReply): void {
    const mirror = this.#mirrors.get(doc);
    if (!mirror) return;
    mirror.state = reply.state;
    const touched = mirror.apply(reply.change);
    if (mirror === this.#mirror) this.#tell(touched);
  }

  #tell(touched: Touched): void {
    for (const listener of this.#listeners) listener(touched);
  }
}
