// May this port be connected to that one? The engine knows; it is asked once per starting port and
// revision, when a wire is first held over something. Until its answer is here the canvas lets the
// wire go on and asks again, and the engine still has the last word when the edit is sent.
import type { ConnectTarget, PortRef } from '../generated/contract';
import { tx } from '../shared/i18n.svelte';
import type { AppState } from '../stores/app.svelte';

export class ConnectRules {
  #app: Pick<AppState, 'host' | 'document'>;
  #key = '';
  #targets: ConnectTarget[] | null = null;
  #failed = false;

  constructor(app: Pick<AppState, 'host' | 'document'>) {
    this.#app = app;
  }

  /** Returns true, the reason why not in the person's language, or null while the engine has not answered. */
  may(from: PortRef, to: PortRef, edge?: string): true | string | null {
    this.#ask(from, edge);
    if (!this.#targets) return this.#failed ? true : null;
    const target = this.#targets.find(({ to: port }) => port.node === to.node && port.port === to.port);
    return target?.refusal ? tx(target.refusal) : true;
  }

  #ask(from: PortRef, edge: string | undefined): void {
    const { doc, revision } = this.#app.document;
    const key = JSON.stringify([doc, revision, from.node, from.port, edge]);
    if (key === this.#key) return;
    this.#key = key;
    this.#targets = null;
    this.#failed = false;
    this.#app.host.call('connect_targets', { doc, from, ...(edge ? { edge } : {}) }).then(
      (targets) => {
        if (this.#key === key) this.#targets = targets;
      },
      () => {
        if (this.#key === key) this.#failed = true;
        // The edit itself will be refused with its reason; a hint that is missing needs no notice.
      },
    );
  }
}
