// Calls that are on their way before anybody needs the answer: what the first screen shows is asked for while the
// program is still being read.
import type { CommandName, Host } from './host';

/** Asks for these at once, and returns a host whose first such call takes the answer that is on its way. */
export function askEarly(host: Host, commands: readonly CommandName[]): Host {
  const early = new Map<string, Promise<unknown>>();
  for (const command of commands) {
    const answer: Promise<unknown> = host.call(command, {} as never);
    // Told where it is taken.
    answer.catch(() => undefined);
    early.set(command, answer);
  }
  return {
    call(command, request) {
      const isSame = Object.keys(request).length === 0;
      const answer = isSame ? early.get(command) : undefined;
      if (isSame) early.delete(command);
      return (answer ?? host.call(command, request)) as never;
    },
    onNotification: (listener) => host.onNotification(listener),
  };
}
