// Copying and pasting nodes by the system's clipboard, as readable text. Web views differ in what they let a page read:
// a paste event brings the text in any of them, otherwise the page asks, and where it may not the text that was
// copied last in this window stands in.
import { t } from '../shared/i18n.svelte';
import { toasts } from '../shared/toasts.svelte';
import type { AppState } from './app.svelte';
import { showFailure } from './failure';
import { readPasted } from './pasted';

/** How long a key press waits for the paste event that should follow it, milliseconds. */
const EVENT_MS = 60;

export class NodeClipboard {
  #last = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly app: AppState) {}

  /** Puts the selected nodes on the clipboard; returns whether there were any. */
  async copy(): Promise<boolean> {
    const { nodes } = this.app.view.selection;
    if (nodes.length === 0) return false;
    // Asked for before anything is awaited: some web views only let a page write while a key press is being handled.
    const text = this.#textOf(nodes);
    const isWritten = write(text);
    try {
      this.#last = await text;
    } catch (reason) {
      showFailure(reason);
      return false;
    }
    const count = nodes.length;
    if (await isWritten) toasts.show('info', t('frame-copied', { count }));
    else toasts.show('info', t('frame-copied-here', { count }), t('frame-copied-here-text'));
    return true;
  }

  async cut(): Promise<void> {
    const { nodes } = this.app.view.selection;
    if (await this.copy()) await this.app.document.edit({ delete: { nodes, edges: [] } });
  }

  /** Copies and pastes without touching the clipboard. */
  async duplicate(): Promise<void> {
    const { nodes } = this.app.view.selection;
    if (nodes.length === 0) return;
    try {
      await this.pasteText(await this.#textOf(nodes));
    } catch (reason) {
      showFailure(reason);
    }
  }

  /** A key asked for a paste: its event follows at once where the web view sends one. */
  pasteSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.paste(), EVENT_MS);
  }

  /** The paste event of the web view. */
  take(text: string): void {
    clearTimeout(this.#timer);
    void this.pasteText(text || this.#last);
  }

  /** `links` pastes the connections to what was around the copied nodes, too. */
  async paste({ links = false } = {}): Promise<void> {
    const read = await navigator.clipboard?.readText?.().catch(() => '');
    await this.pasteText(read || this.#last, links);
  }

  /** Pastes text into the flow that is shown and selects what came; foreign text is shown with the reason. */
  async pasteText(text: string, links = false): Promise<void> {
    const { document, view } = this.app;
    if (!document.isEditable || text === '') return;
    view.pasted = readPasted(text);
    if (view.pasted) return;
    const parent = view.flow ? { parent: view.flow } : {};
    const created = await document.edit({ paste: { text, ...parent, ...(links ? { links } : {}) } });
    if (!created) return;
    const isTop = (id: string) => (document.nodes.get(id)?.node.parent ?? '') === view.flow;
    view.selection = {
      nodes: created.filter((id) => document.nodes.has(id) && isTop(id)),
      edges: created.filter((id) => document.edges.has(id)),
    };
  }

  async #textOf(nodes: string[]): Promise<string> {
    await this.app.document.settled();
    const { text } = await this.app.host.call('nodes_copy', { doc: this.app.document.doc, nodes });
    return text;
  }
}

/** Puts a text on the system's clipboard once it is there; resolves to whether it may and did. */
async function write(text: Promise<string>): Promise<boolean> {
  const { clipboard } = navigator;
  try {
    if (typeof ClipboardItem === 'undefined') await clipboard.writeText(await text);
    else {
      const blob = text.then((content) => new Blob([content], { type: 'text/plain' }));
      await clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
    }
    return true;
  } catch {
    // What is to be copied may have failed as well; whoever waits for the text says so.
    return false;
  }
}
