// Decides which host the page talks to.
import { desktopHost } from './desktop';
import type { Host } from './host';
import { loopbackHost, tokenOf } from './loopback';

/** Returns the host of this page, or null when it was opened by neither shell nor bridge. */
export function connect(page: Window): Host | null {
  if ('__TAURI_INTERNALS__' in page || (page as { isTauri?: boolean }).isTauri) return desktopHost();
  const token = tokenOf(page.location.hash);
  return token === null ? null : loopbackHost(token);
}
