// Credential profiles as the window knows them: names and where the secret is kept, never a secret.
// A secret passes through `add` once, on its way from the field to the engine, and is held nowhere.
import { SvelteMap } from 'svelte/reactivity';
import type {
  CallerIdentity,
  CredentialAddRequest,
  CredentialImportReply,
  CredentialImportRequest,
  CredentialList,
  CredentialMarkRequest,
  CredentialView,
  MemberAccountView,
  WireError,
} from '../generated/contract';
import { callErrorOf, type Host } from '../host/host';
import { questions } from '../shared/ask.svelte';
import { t } from '../shared/i18n.svelte';
import { showFailure } from './failure';

/** Name of the built-in profile answered by the practice service. */
export const PRACTICE = 'practice';

export type TestResult = { identity: CallerIdentity } | { error: WireError } | 'running';

export class CredentialsStore {
  list = $state.raw<CredentialList | null>(null);
  /** What the last test of each profile said. */
  readonly tests = new SvelteMap<string, TestResult>();
  #host: Host;

  /** Member accounts each profile was told of, for as long as the window is open. */
  #members = new Map<string, MemberAccountView[]>();

  readonly profiles: CredentialView[] = $derived(this.list?.profiles ?? []);

  constructor(host: Host) {
    this.#host = host;
  }

  find(name: string): CredentialView | undefined {
    return this.profiles.find((profile) => profile.name === name);
  }

  async refresh(): Promise<void> {
    try {
      this.list = await this.#host.call('credential_list', {});
    } catch (reason) {
      showFailure(reason);
    }
  }

  /** Adds or replaces a profile. Rejects with what the engine refused, for the form to show. */
  async add(request: CredentialAddRequest): Promise<void> {
    this.list = await this.#host.call('credential_add', request);
    this.tests.delete(request.name);
  }

  /** Changes region, colour and read-only mark. Rejects with what the engine refused, for the form to show. */
  async mark(request: CredentialMarkRequest): Promise<void> {
    this.list = await this.#host.call('credential_mark', request);
  }

  /** Looks at the vendor's files, or takes entries over. Rejects with what the engine refused. */
  async import(request: CredentialImportRequest): Promise<CredentialImportReply> {
    const reply = await this.#host.call('credential_import', request);
    this.list = reply.list;
    for (const entry of reply.found) if (entry.imported) this.tests.delete(entry.name);
    return reply;
  }

  async remove(name: string): Promise<void> {
    try {
      this.list = await this.#host.call('credential_remove', { name });
      this.tests.delete(name);
    } catch (reason) {
      showFailure(reason);
    }
  }

  /** Asks the service who a profile is; the answer or the refusal stands beside the profile. */
  async test(name: string): Promise<void> {
    this.tests.set(name, 'running');
    try {
      this.tests.set(name, { identity: await this.#host.call('credential_test', { name }) });
    } catch (reason) {
      this.tests.set(name, { error: callErrorOf(reason).wire });
    }
  }

  /**
   * Returns the member accounts a profile knows of. The service is asked only when the person wants that and agrees to
   * host and profile; the practice service is asked at once. Without an answer there are none.
   */
  async memberAccounts(profile: string, isWanted: boolean): Promise<MemberAccountView[]> {
    const known = this.#members.get(profile);
    if (known || (!isWanted && profile !== PRACTICE)) return known ?? [];
    const first = await this.#host.call('member_accounts', { profile });
    let { accounts } = first;
    if (!accounts) {
      const facts = { host: first.host, operation: first.operation, profile };
      const answer = await questions.ask({
        title: t('credential-members-title'),
        text: t('credential-members-text', facts),
        answers: [{ id: 'ask', label: t('credential-members-ask'), variant: 'primary' }],
      });
      if (answer !== 'ask') return [];
      ({ accounts } = await this.#host.call('member_accounts', { profile, confirmedHost: first.host }));
    }
    this.#members.set(profile, accounts ?? []);
    return accounts ?? [];
  }
}
