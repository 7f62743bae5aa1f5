// The conversation before a test call as a small state machine: load the plan, let the person fill
// in what references stand for, agree, for a call that writes agree twice, start. The dialog draws it.
import type { CallPlan, WireError } from '../generated/contract';
import { callErrorOf } from '../host/host';
import type { AppState } from '../stores/app.svelte';
import { PRACTICE } from '../stores/credentials.svelte';

export class TestCall {
  plan = $state.raw<CallPlan | null>(null);
  error = $state.raw<WireError | null>(null);
  values = $state<Record<string, string>>({});
  /** Second step: the operation's name has to be typed. */
  isConfirming = $state(false);
  typed = $state('');
  trustsHost = $state(false);
  isStarting = $state(false);
  #app: AppState;
  #node: string;
  #asked = 0;

  readonly isBlocked = $derived(
    this.plan === null ||
      this.plan.problems.length > 0 ||
      this.plan.trust === 'refused' ||
      (this.plan.trust === 'needsConsent' && !this.trustsHost),
  );
  readonly mayStart = $derived(
    !this.isBlocked && !this.isStarting && (!this.plan?.writes || this.typed.trim() === this.plan.operation),
  );

  constructor(app: AppState, node: string) {
    this.#app = app;
    this.#node = node;
  }

  /** Asks what would be sent, once all edits are in. Only the newest answer counts. */
  async load(): Promise<void> {
    const turn = ++this.#asked;
    this.error = null;
    try {
      await this.#app.document.settled();
      const plan = await this.#app.runs.plan(this.#request());
      if (turn !== this.#asked) return;
      // Consent belongs to one host and one operation: whatever changed, it is asked for again.
      if (this.plan?.host !== plan.host) this.trustsHost = false;
      if (this.plan?.operation !== plan.operation) this.typed = '';
      this.plan = plan;
      for (const { reference, value } of plan.needs) this.values[reference] ??= value;
    } catch (reason) {
      if (turn === this.#asked) this.error = callErrorOf(reason).wire;
    }
  }

  setValue(reference: string, value: string): Promise<void> {
    this.values[reference] = value;
    return this.load();
  }

  /** Goes one step on: to the second question of a call that writes, else starts. Returns whether it started. */
  async goOn(): Promise<boolean> {
    if (this.isBlocked) return false;
    if (this.plan?.writes && !this.isConfirming) {
      this.isConfirming = true;
      return false;
    }
    return this.mayStart && (await this.#start());
  }

  async #start(): Promise<boolean> {
    const plan = this.plan;
    if (!plan) return false;
    this.isStarting = true;
    this.error = null;
    try {
      await this.#app.runs.start({
        plan: this.#request(),
        confirmedHost: plan.host,
        ...(plan.writes ? { typedOperation: this.typed.trim() } : {}),
        ...(plan.trust === 'needsConsent' ? { trustHost: this.trustsHost } : {}),
      });
      this.#app.view.showBottom('results');
      return true;
    } catch (reason) {
      this.error = callErrorOf(reason).wire;
      return false;
    } finally {
      this.isStarting = false;
    }
  }

  #request() {
    return {
      doc: this.#app.document.doc,
      node: this.#node,
      profile: this.#app.settings.current.profile || PRACTICE,
      values: { ...this.values },
    };
  }
}
