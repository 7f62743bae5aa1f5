// Files that change while their playbooks are open. A playbook without unsaved work follows its
// file quietly; with unsaved work the person decides once, with both versions to look at. Saves
// that fail end here too, because the way out is the same: decide, or save elsewhere.
import type { CompareReply, DocumentState, OutsideState } from '../generated/contract';
import { callErrorOf, type CallError, type Host } from '../host/host';
import { questions } from '../shared/ask.svelte';
import { t, tx } from '../shared/i18n.svelte';
import { toasts } from '../shared/toasts.svelte';
import type { DocumentStore } from './document.svelte';
import { detailOf, showFailure } from './failure';
import { nameOf, type TabsStore } from './tabs.svelte';

/** What a person is asked about a file. */
export interface FileQuestion {
  doc: string;
  name: string;
  outside: Exclude<OutsideState, 'same'>;
}

export type FileAnswer = 'mine' | 'theirs' | 'again' | 'elsewhere' | 'later';

interface Asked extends FileQuestion {
  resolve: (answer: FileAnswer) => void;
}

export class OutsideStore {
  /** The question on show; one at a time. */
  current = $state.raw<Asked | null>(null);
  #host: Host;
  #document: DocumentStore;
  #tabs: TabsStore;
  /** Documents whose question was put off; asked again when it matters, not at every look. */
  #putOff = new Set<string>();
  #isLooking = false;

  constructor(host: Host, document: DocumentStore, tabs: TabsStore) {
    this.#host = host;
    this.#document = document;
    this.#tabs = tabs;
    document.onUnwritten = (doc, failure) => this.#unwritten(doc, failure);
  }

  /** Looks at the files of all open documents, then deals with what changed. */
  async look(): Promise<void> {
    if (this.#isLooking || this.#tabs.list.length === 0) return;
    this.#isLooking = true;
    try {
      const found = await this.#host.call('document_look', {});
      const changed = new Map(found.map((item) => [item.doc, item]));
      for (const { doc, outside } of this.#tabs.list) {
        const now = changed.get(doc);
        if (!now && outside !== 'same') {
          this.#putOff.delete(doc);
          this.#tabs.markOutside(doc, 'same');
        }
        if (now) await this.#noticed(doc, now.outside, now.state);
      }
    } catch (reason) {
      showFailure(reason);
    } finally {
      this.#isLooking = false;
    }
    await this.askAboutFront();
  }

  async #noticed(doc: string, outside: OutsideState, state: DocumentState): Promise<void> {
    this.#tabs.noteState(doc, state);
    if (outside === 'changed' && !state.dirty && (await this.#follow(doc))) return;
    this.#tabs.markOutside(doc, outside);
  }

  /** Takes over a file where nothing unsaved stands against it. */
  async #follow(doc: string): Promise<boolean> {
    try {
      const view = await this.#host.call('document_reload', { doc });
      // Of a playbook that was not in front yet, the content comes with its first showing.
      if (this.#document.mirrorOf(doc)) this.#document.refresh(view);
      else this.#tabs.noteState(doc, view.state);
      this.#tabs.markOutside(doc, 'same');
      toasts.show('info', t('outside-reloaded'), view.state.file ?? undefined);
      return true;
    } catch {
      // Half-written or no playbook any more: the person decides.
      return false;
    }
  }

  /** Asks about the document in front, when something is open about its file. */
  async askAboutFront(): Promise<void> {
    const tab = this.#tabs.list.find((other) => other.doc === this.#document.doc);
    if (!tab || tab.outside === 'same' || this.#putOff.has(tab.doc)) return;
    await this.decide(tab.doc);
  }

  /** Asks what is to be done about a file, and does it. Resolves to whether the document is saved now. */
  async decide(doc: string): Promise<boolean> {
    const tab = this.#tabs.list.find((other) => other.doc === doc);
    if (!tab || tab.outside === 'same' || this.current) return false;
    const { outside } = tab;
    const answer = await new Promise<FileAnswer>((resolve) => {
      this.current = { doc, name: nameOf(tab), outside, resolve };
    });
    return this.#act(doc, answer);
  }

  answer(answer: FileAnswer): void {
    const asked = this.current;
    this.current = null;
    asked?.resolve(answer);
  }

  /** Throws unsaved changes away: back to what the file holds, which undo takes back; without a file, the tab goes. */
  async discard(doc: string): Promise<void> {
    const tab = this.#tabs.list.find((other) => other.doc === doc);
    if (!tab?.state.file) {
      await this.#tabs.close(doc);
      return;
    }
    if (await this.#act(doc, 'theirs')) toasts.show('info', t('outside-discarded'), tab.state.file);
  }

  /** Shows a document's file in the file manager. */
  async reveal(doc: string): Promise<void> {
    try {
      await this.#host.call('document_reveal', { doc });
    } catch (reason) {
      showFailure(reason);
    }
  }

  /** Returns the document and its file, line by line. */
  compare(doc: string): Promise<CompareReply> {
    return this.#host.call('document_compare', { doc });
  }

  async #act(doc: string, answer: FileAnswer): Promise<boolean> {
    if (answer === 'later') {
      this.#putOff.add(doc);
      return false;
    }
    this.#putOff.delete(doc);
    try {
      if (answer === 'theirs') {
        this.#document.refresh(await this.#host.call('document_reload', { doc }));
        this.#tabs.markOutside(doc, 'same');
        return true;
      }
      if (answer === 'mine') {
        this.#tabs.noteState(doc, await this.#host.call('document_keep_mine', { doc }));
        this.#tabs.markOutside(doc, 'same');
        return false;
      }
    } catch (reason) {
      showFailure(reason);
      return false;
    }
    const isSaved = await (answer === 'again' ? this.#document.saveOver(doc) : this.#document.saveAs(doc));
    if (isSaved) this.#tabs.markOutside(doc, 'same');
    return isSaved;
  }

  async #unwritten(doc: string, failure: CallError): Promise<boolean> {
    const { wire } = failure;
    if (wire.code === 'file-changed-outside') return this.#changedBeforeSave(doc);
    if (wire.code !== 'file-unwritable') {
      showFailure(failure);
      return false;
    }
    const answer = await questions.ask({
      title: tx(wire.message),
      text: [detailOf(wire), t('outside-still-unsaved')].filter(Boolean).join('\n'),
      answers: [
        { id: 'again', label: t('outside-try-again') },
        { id: 'elsewhere', label: t('outside-elsewhere'), variant: 'primary' },
      ],
    });
    if (answer === 'again') return this.#document.save(doc);
    return answer === 'elsewhere' ? this.#document.saveAs(doc) : false;
  }

  /** A save found another content: the person decides, and "keep mine" then saves. */
  async #changedBeforeSave(doc: string): Promise<boolean> {
    let outside: OutsideState = 'changed';
    try {
      const found = await this.#host.call('document_look', {});
      outside = found.find((item) => item.doc === doc)?.outside ?? 'same';
    } catch (reason) {
      showFailure(callErrorOf(reason));
    }
    // In the moment between, the file became what it was again.
    if (outside === 'same') return this.#document.save(doc);
    this.#tabs.markOutside(doc, outside);
    const isSaved = await this.decide(doc);
    const tab = this.#tabs.list.find((other) => other.doc === doc);
    return !isSaved && tab?.outside === 'same' ? this.#document.save(doc) : isSaved;
  }
}
