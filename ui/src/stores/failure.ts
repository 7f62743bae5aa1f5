// Shows a failed command to the person: what happened, what the service said, what to do.
import { callErrorOf } from '../host/host';
import type { WireError } from '../generated/contract';
import { tx } from '../shared/i18n.svelte';
import { toasts } from '../shared/toasts.svelte';

/** Returns the lines below a failure's title: the service's own words, then what to do. */
export function detailOf(error: WireError): string | undefined {
  const vendor = error.vendor && [error.vendor.code, error.vendor.message].filter(Boolean).join(': ');
  const lines = [vendor, error.hint && tx(error.hint)].filter((line): line is string => Boolean(line));
  return lines.length > 0 ? lines.join('\n') : undefined;
}

/** Shows a failure as a notice. What the person cancelled is no failure and is not shown. */
export function showFailure(reason: unknown): void {
  const { wire } = callErrorOf(reason);
  if (wire.code === 'cancelled') return;
  toasts.show('err', tx(wire.message), detailOf(wire));
}
