// The way to the engine, as the rest of the UI sees it: typed calls, failures as `CallError`, and
// notifications. Which program answers (desktop shell, loopback bridge, a test) is decided in
// connect.ts and nowhere else.
import type { Contract, Notification, WireError } from '../generated/contract';

/** Names of the commands; the contract also describes what else travels. */
export type CommandName = Exclude<keyof Contract, 'notification' | 'error' | 'requestPart'>;
export type Request<C extends CommandName> = Contract[C]['request'];
export type Response<C extends CommandName> = Contract[C]['response'];

export interface Host {
  /** Calls a command. Rejects with a `CallError`, never with anything else. */
  call<C extends CommandName>(command: C, request: Request<C>): Promise<Response<C>>;
  /** Listens to what happens without being asked for; returns what stops it. */
  onNotification(listener: (notification: Notification) => void): () => void;
}

/** A failed command. What to show is in `wire`; the `message` here is for logs and holds ids only. */
export class CallError extends Error {
  readonly wire: WireError;

  constructor(wire: WireError) {
    super(`${wire.code}: ${wire.message.id}`);
    this.name = 'CallError';
    this.wire = wire;
  }
}

/** Turns whatever a transport rejected with into a `CallError`. */
export function callErrorOf(reason: unknown): CallError {
  if (reason instanceof CallError) return reason;
  if (isWireError(reason)) return new CallError(reason);
  const detail = reason instanceof Error ? reason.message : String(reason);
  return new CallError({
    code: 'internal',
    message: { id: 'frame-engine-silent', args: { detail } },
    retryable: true,
  });
}

export function isWireError(value: unknown): value is WireError {
  if (typeof value !== 'object' || value === null) return false;
  const { code, message } = value as Partial<WireError>;
  return typeof code === 'string' && typeof message?.id === 'string';
}
