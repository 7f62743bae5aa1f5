// A host for unit tests: each test says what the commands it expects answer. A call nobody
// prepared fails loudly instead of giving something plausible.
import type { Notification } from '../generated/contract';
import { callErrorOf, type CommandName, type Host, type Request, type Response } from './host';

export type Answers = {
  [C in CommandName]?: (request: Request<C>) => Response<C> | Promise<Response<C>>;
};

export class FakeHost implements Host {
  /** Everything that was called, in order. */
  readonly calls: { command: CommandName; request: unknown }[] = [];
  readonly answers: Answers;
  #listeners = new Set<(notification: Notification) => void>();

  constructor(answers: Answers = {}) {
    this.answers = answers;
  }

  async call<C extends CommandName>(command: C, request: Request<C>): Promise<Response<C>> {
    this.calls.push({ command, request });
    const answer = this.answers[command] as
      ((request: Request<C>) => Response<C> | Promise<Response<C>>) | undefined;
    if (!answer) throw new Error(`the test prepared no answer to ${command}`);
    try {
      return await answer(request);
    } catch (reason) {
      throw callErrorOf(reason);
    }
  }

  onNotification(listener: (notification: Notification) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  notify(notification: Notification): void {
    for (const listener of this.#listeners) listener(notification);
  }

  requestsOf<C extends CommandName>(command: C): Request<C>[] {
    return this.calls.filter((call) => call.command === command).map((call) => call.request as Request<C>);
  }
}
