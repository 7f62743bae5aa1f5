// Keeps a list of errors nobody caught, on the page itself: WebDriver cannot read a console, so
// tests read this list and expect it to be empty. It holds messages only, no values of the playbook.

declare global {
  interface Window {
    __soarboardErrors?: string[];
  }
}

const MOST = 100;

/** Starts collecting uncaught errors and unhandled rejections; returns what stops it. */
export function collectErrors(page: Window): () => void {
  const list = (page.__soarboardErrors ??= []);
  const add = (text: string) => {
    if (list.length < MOST) list.push(text);
  };
  const onError = (event: ErrorEvent) => {
    // Browsers report a resize observer that needs a second frame as an error; nothing is lost by it.
    if (event.message.startsWith('ResizeObserver loop')) return;
    add(`error: ${event.message} (${event.filename}:${event.lineno})`);
  };
  const onRejection = (event: PromiseRejectionEvent) => add(`rejection: ${describe(event.reason)}`);
  page.addEventListener('error', onError);
  page.addEventListener('unhandledrejection', onRejection);
  return () => {
    page.removeEventListener('error', onError);
    page.removeEventListener('unhandledrejection', onRejection);
  };
}

function describe(reason: unknown): string {
  if (reason instanceof Error) return `${reason.name}: ${reason.message}`;
  if (typeof reason === 'object' && reason !== null && 'code' in reason) return `code ${String(reason.code)}`;
  return String(reason);
}
