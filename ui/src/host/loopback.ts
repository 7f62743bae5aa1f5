// The development bridge as host: the same commands over HTTP on loopback, for browser tests. The
// token comes in the URL's fragment, which browsers never send, and goes back in a header.
import type { Notification } from '../generated/contract';
import { CallError, callErrorOf, isWireError, type Host } from './host';
import { exchange } from './parts';

const TOKEN_HEADER = 'x-soarboard-token';
/** Pause before asking again after a failed poll, in milliseconds. */
const RETRY_MS = 1000;

/** Reads the token out of a fragment such as `#token=0f3c…`. */
export function tokenOf(fragment: string): string | null {
  return new URLSearchParams(fragment.replace(/^#/, '')).get('token');
}

export function loopbackHost(token: string, send: typeof fetch = fetch): Host {
  const headers = { 'content-type': 'application/json', [TOKEN_HEADER]: token };

  async function answerOf(response: Response): Promise<unknown> {
    const body: unknown = await response.json().catch(() => undefined);
    if (response.ok) return body;
    throw isWireError(body) ? new CallError(body) : new Error(`HTTP ${response.status}`);
  }

  async function post(command: string, request: unknown): Promise<unknown> {
    const body = JSON.stringify(request);
    return answerOf(await send(`/rpc/${command}`, { method: 'POST', headers, body }));
  }

  return {
    async call(command, request) {
      try {
        return (await exchange(command, request, post)) as never;
      } catch (reason) {
        throw callErrorOf(reason);
      }
    },
    onNotification(listener) {
      const stop = new AbortController();
      void poll(stop.signal, listener);
      return () => stop.abort();
    },
  };

  async function poll(signal: AbortSignal, listener: (item: Notification) => void): Promise<void> {
    let after = 0;
    while (!signal.aborted) {
      try {
        const response = await send(`/notifications?after=${after}`, { headers, signal });
        const { next, items } = (await answerOf(response)) as { next: number; items: Notification[] };
        after = next;
        items.forEach(listener);
      } catch {
        // The bridge ended or the page is leaving; a poll that fails is asked again a little later.
        if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }
}
