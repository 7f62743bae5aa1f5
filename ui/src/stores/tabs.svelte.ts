// Open playbooks and which one is in front: opening, closing, coming back, and what the window
// remembers of each for the next start. What happens to their files is in outside.svelte.ts.
import type {
  DocumentMemo,
  DocumentState,
  DocumentView,
  OpenFrom,
  OutsideState,
  RecentView,
  TabView,
  TemplateView,
  WorkspaceView,
} from '../generated/contract';
import type { Host } from '../host/host';
import { questions } from '../shared/ask.svelte';
import { t, tx } from '../shared/i18n.svelte';
import { toasts } from '../shared/toasts.svelte';
import type { DiagnosticsStore } from './diagnostics.svelte';
import type { DocumentStore } from './document.svelte';
import { detailOf, showFailure } from './failure';
import type { RunsStore } from './runs.svelte';
import type { ViewState } from './view.svelte';

/** Quiet time after a change of the views before they are remembered, in milliseconds. */
export const KEEP_AFTER_MS = 700;

/** One tab as it is drawn. */
export interface Tab {
  doc: string;
  /** Name of the playbook, else of its file; may be empty. */
  name: string;
  state: DocumentState;
  outside: OutsideState;
}

interface Entry {
  doc: string;
  title: string;
  state: DocumentState;
  memo?: DocumentMemo;
  outside: OutsideState;
}

interface Parts {
  host: Host;
  document: DocumentStore;
  view: ViewState;
  diagnostics: DiagnosticsStore;
  runs: RunsStore;
}

export class TabsStore {
  recent = $state.raw<RecentView[]>([]);
  /** What a playbook can begin from; its texts are messages. */
  templates = $state.raw<TemplateView[]>([]);
  /** Whether files are being dragged over the window. */
  isDragging = $state(false);
  #entries = $state.raw<Entry[]>([]);
  #parts: Parts;
  #keepTimer: ReturnType<typeof setTimeout> | undefined;
  #kept = '';
  /** Whether no playbook comes back in front at the start; known once `ask` has resolved. */
  isEmpty = true;
  #isReady = false;
  #asked: Promise<WorkspaceView> | undefined;

  readonly list: Tab[] = $derived(this.#entries.map((entry) => this.#tabOf(entry)));
  readonly dirty = $derived(this.list.filter((tab) => tab.state.dirty && !tab.state.readOnly));

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  #tabOf({ doc, title, state, outside }: Entry): Tab {
    const mirror = this.#parts.document.mirrorOf(doc);
    const now = mirror?.state ?? state;
    return { doc, name: mirror ? mirror.header.name : title, state: now, outside };
  }

  /**
   * Asks for what was open, and resolves when the frame of the window can be drawn with it. Begun before the window is
   * there, so that the answers are on their way meanwhile. Failures are told by what needs the answers.
   */
  async ask(): Promise<void> {
    const { host } = this.#parts;
    const untold = () => undefined;
    this.#asked = host.call('workspace_open', {});
    const [workspace] = await Promise.all([
      this.#asked.catch(untold),
      host.call('recent_list', {}).then((list) => (this.recent = list), untold),
      host.call('template_list', {}).then((list) => (this.templates = list), untold),
    ]);
    this.isEmpty = workspace?.active == null;
  }

  /** Brings back what was open. */
  async start(): Promise<void> {
    const { host, view } = this.#parts;
    const workspace = await (this.#asked ?? host.call('workspace_open', {}));
    this.#entries = workspace.tabs.map((tab: TabView) => ({ ...tab, memo: tab.memo ?? undefined }));
    if (workspace.window) view.restore(workspace.window);
    for (const note of workspace.notes) toasts.show('info', tx(note));
    this.#isReady = true;
    if (workspace.active) await this.activate(workspace.active);
  }

  // --- opening ---------------------------------------------------------------------------------

  async create(template: string): Promise<void> {
    await this.#open(() => this.#parts.host.call('document_new', { template }));
  }

  async openByDialog(): Promise<void> {
    await this.#open(() => this.#parts.host.call('document_open', {}));
  }

  openRecent(id: string): Promise<void> {
    return this.#openFrom({ recent: id });
  }

  /** Opens a file of the last search through a folder. */
  openFound(file: string): Promise<void> {
    return this.#openFrom({ found: file });
  }

  reopenClosed(): Promise<void> {
    return this.#openFrom({ closed: {} });
  }

  takeHanded(): Promise<void> {
    return this.#openFrom({ handed: {} });
  }

  async #open(open: () => Promise<DocumentView | null>): Promise<void> {
    try {
      const view = await open();
      if (view) this.#front(view);
      await this.refreshRecent();
    } catch (reason) {
      showFailure(reason);
    }
  }

  async #openFrom(from: OpenFrom): Promise<void> {
    try {
      const { opened, memos, failed } = await this.#parts.host.call('document_open_from', from);
      for (const view of opened) this.#front(view, memos[view.doc]);
      for (const wire of failed) toasts.show('err', tx(wire.message), detailOf(wire));
      if (opened.length + failed.length > 0) await this.refreshRecent();
    } catch (reason) {
      showFailure(reason);
    }
  }

  /** Puts a document in front that the engine just handed over; a new one stands beside the one it came from. */
  #front(view: DocumentView, memo?: DocumentMemo): void {
    const { document } = this.#parts;
    this.#leave();
    if (!this.#entries.some((entry) => entry.doc === view.doc)) {
      const at = this.#entries.findIndex((entry) => entry.doc === document.doc);
      const entry: Entry = { doc: view.doc, title: '', state: view.state, memo, outside: 'same' };
      const after = at < 0 ? this.#entries.length : at + 1;
      this.#entries = inserted(this.#entries, after, entry);
      for (const note of view.notes) toasts.show('info', tx(note));
      if (view.state.elsewhere) toasts.show('info', t('tabs-elsewhere'), view.state.path ?? undefined);
    }
    document.refresh(view);
    this.#enter(view.doc);
  }

  // --- which one is in front -------------------------------------------------------------------

  async activate(doc: string): Promise<void> {
    const { document, host } = this.#parts;
    if (doc === document.doc) return;
    if (doc !== '' && !document.mirrorOf(doc)) {
      try {
        document.refresh(await host.call('document_show', { doc }));
      } catch (reason) {
        showFailure(reason);
        return;
      }
    }
    this.#leave();
    this.#enter(doc);
    if (doc === '') await this.refreshRecent();
  }

  /** Goes to the next tab, round the end. */
  step(by: 1 | -1): Promise<void> {
    const { length } = this.#entries;
    if (length === 0) return Promise.resolve();
    const at = this.#entries.findIndex((entry) => entry.doc === this.#parts.document.doc);
    const next = at < 0 ? (by > 0 ? 0 : length - 1) : (at + by + length) % length;
    return this.activate(this.#entries[next]?.doc ?? '');
  }

  /** Moves a tab to a place among the others; out of range it goes to the nearest end. */
  move(doc: string, to: number): void {
    const from = this.#entries.findIndex((entry) => entry.doc === doc);
    const at = Math.max(0, Math.min(to, this.#entries.length - 1));
    const entry = this.#entries[from];
    if (!entry || at === from) return;
    this.#entries = inserted(
      this.#entries.filter((other) => other !== entry),
      at,
      entry,
    );
    this.keepSoon();
  }

  /** Moves the tab in front one place on. */
  shift(by: 1 | -1): void {
    const { doc } = this.#parts.document;
    this.move(doc, this.#entries.findIndex((entry) => entry.doc === doc) + by);
  }

  /** What the view left behind of the document in front. */
  get memo(): DocumentMemo | undefined {
    return this.#entries.find((entry) => entry.doc === this.#parts.document.doc)?.memo;
  }

  #leave(): void {
    const { document, view } = this.#parts;
    if (document.doc === '') return;
    this.#remember(document.doc, view.memo(this.memo));
  }

  #enter(doc: string): void {
    const { diagnostics, document, runs, view } = this.#parts;
    const memo = this.#entries.find((entry) => entry.doc === doc)?.memo;
    const mirror = document.mirrorOf(doc);
    diagnostics.clear();
    runs.show(doc);
    // Before the document is shown: a view that starts with it takes its selection along.
    // What was selected stood in the flow that was shown.
    const first = memo?.nodes[0];
    view.flow = (first && mirror?.nodes.get(first)?.node.parent) || '';
    view.quickAdd = null;
    view.selection = {
      nodes: (memo?.nodes ?? []).filter((id) => mirror?.nodes.has(id)),
      edges: (memo?.edges ?? []).filter((id) => mirror?.edges.has(id)),
    };
    document.show(doc);
    this.keepSoon();
  }

  #remember(doc: string, memo: DocumentMemo): void {
    const entry = this.#entries.find((other) => other.doc === doc);
    // Not drawn, so nothing needs to wake.
    if (entry) entry.memo = memo;
  }

  // --- closing ---------------------------------------------------------------------------------

  /** Closes a tab; asks only about work that would be gone. Resolves to whether it is closed. */
  async close(doc: string): Promise<boolean> {
    const tab = this.list.find((other) => other.doc === doc);
    if (!tab) return true;
    const { document, host } = this.#parts;
    await document.settled();
    const isDirty = () => this.list.some((other) => other.doc === doc && other.state.dirty);
    if (isDirty()) {
      const answer = await this.#askToClose(tab);
      if (answer === null || (answer === 'save' && !(await document.save(doc)))) return false;
    }
    try {
      if (doc === document.doc) this.#leave();
      await this.keepNow();
      await host.call('document_close', { doc, discard: isDirty() });
    } catch (reason) {
      showFailure(reason);
      return false;
    }
    this.#drop(doc);
    return true;
  }

  #askToClose(tab: Tab): Promise<string | null> {
    return questions.ask({
      title: t('tabs-close-title', { name: nameOf(tab) }),
      text: tab.state.file ? t('tabs-close-text') : t('tabs-close-unsaved-text'),
      answers: [
        { id: 'discard', label: t('tabs-discard'), variant: 'danger' },
        { id: 'save', label: t('action-save'), variant: 'primary' },
      ],
    });
  }

  #drop(doc: string): void {
    const { document, runs } = this.#parts;
    const at = this.#entries.findIndex((entry) => entry.doc === doc);
    const wasFront = document.doc === doc;
    this.#entries = this.#entries.filter((entry) => entry.doc !== doc);
    runs.forget(doc);
    if (wasFront) {
      this.#enter('');
      const next = this.#entries[at] ?? this.#entries[at - 1];
      void (next ? this.activate(next.doc) : this.refreshRecent());
    }
    document.forget(doc);
    this.keepSoon();
  }

  /** Closes all tabs but one; ends at the first that stays open. */
  async closeOthers(doc: string): Promise<void> {
    for (const other of this.#entries.filter((entry) => entry.doc !== doc)) {
      if (!(await this.close(other.doc))) return;
    }
  }

  /** Saves what is not saved; resolves to whether all of it was. */
  async saveAll(): Promise<boolean> {
    for (const { doc } of this.dirty) {
      if (!(await this.#parts.document.save(doc))) return false;
    }
    return true;
  }

  // --- recent files ----------------------------------------------------------------------------

  async refreshRecent(change: { togglePin?: string; remove?: string } = {}): Promise<void> {
    try {
      this.recent = await this.#parts.host.call('recent_list', change);
    } catch (reason) {
      showFailure(reason);
    }
  }

  /** Asks what a playbook can begin from, unless it is known; resolves to whether it is. */
  async needTemplates(): Promise<boolean> {
    try {
      if (this.templates.length === 0) this.templates = await this.#parts.host.call('template_list', {});
      return true;
    } catch (reason) {
      showFailure(reason);
      return false;
    }
  }

  // --- what became of the files ----------------------------------------------------------------

  markOutside(doc: string, outside: OutsideState): void {
    this.#entries = this.#entries.map((entry) => (entry.doc === doc ? { ...entry, outside } : entry));
  }

  noteState(doc: string, state: DocumentState): void {
    const { document } = this.#parts;
    if (document.mirrorOf(doc)) document.setState(doc, state);
    else this.#entries = this.#entries.map((entry) => (entry.doc === doc ? { ...entry, state } : entry));
  }

  // --- remembering -----------------------------------------------------------------------------

  /** Remembers the views a moment after they came to rest. */
  keepSoon(): void {
    if (!this.#isReady) return;
    clearTimeout(this.#keepTimer);
    this.#keepTimer = setTimeout(() => void this.keepNow(), KEEP_AFTER_MS);
  }

  /** Remembers the views now, if they changed. */
  async keepNow(): Promise<void> {
    clearTimeout(this.#keepTimer);
    if (!this.#isReady) return;
    const { document, host, view } = this.#parts;
    if (document.doc !== '') this.#remember(document.doc, view.memo(this.memo));
    const request = {
      tabs: this.#entries.map(({ doc, memo }) => ({ doc, memo: memo ?? null })),
      active: document.doc || null,
      window: view.windowMemo(),
    };
    const text = JSON.stringify(request);
    if (text === this.#kept) return;
    this.#kept = text;
    try {
      await host.call('workspace_keep', request);
    } catch (reason) {
      showFailure(reason);
    }
  }
}

function inserted(entries: Entry[], at: number, entry: Entry): Entry[] {
  return [...entries.slice(0, at), entry, ...entries.slice(at)];
}

/** Returns what a tab is called. */
export function nameOf(tab: Pick<Tab, 'name' | 'state'>): string {
  return tab.name.trim() || tab.state.file || t('frame-untitled');
}
