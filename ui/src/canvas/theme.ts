// Tells when the theme changes, by attribute or by the system's setting, so that canvases repaint.

/** Calls `changed` after each change of theme. Returns the way to stop. */
export function watchTheme(changed: () => void): () => void {
  const attribute = new MutationObserver(changed);
  attribute.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class'] });
  const queries = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)'];
  const lists = queries.map((query) => window.matchMedia(query));
  for (const list of lists) list.addEventListener('change', changed);
  return () => {
    attribute.disconnect();
    for (const list of lists) list.removeEventListener('change', changed);
  };
}
