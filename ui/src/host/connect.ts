// Decides which host the page talks to. The desktop package is loaded only inside the shell, so
// that a plain browser never touches it.
import type { Host } from './host';
import { loopbackHost, tokenOf } from './loopback';

/** Returns the host of this page, or null when it was opened by neither shell nor bridge. */
export async function connect(page: Window): Promise<Host | null> {
  if ('__TAURI_INTERNALS__' in page || (page as { isTauri?: boolean }).isTauri) {
    const { desktopHost } = await import('./desktop');
    return desktopHost();
  }
  const token = tokenOf(page.location.hash);
  return token === null ? null : loopbackHost(token);
}
