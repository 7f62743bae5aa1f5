// Brings a setting into view and puts the keyboard into it.

const FIELDS = [
  'input:not(:disabled), textarea:not(:disabled)',
  '[role="radio"][tabindex="0"]:not(:disabled)',
  'button:not(:disabled)',
];

/** Focuses the field of a setting, or of the nearest setting around it; says whether there is one. */
export function focusSetting(root: HTMLElement, path: string): boolean {
  const keys = path.split('.');
  for (let count = keys.length; count > 0; count -= 1) {
    const wanted = keys.slice(0, count).join('.');
    // Compared one by one, since names of parameters may hold what selectors cannot.
    const found = [...root.querySelectorAll<HTMLElement>('[data-setting]')].find(
      (element) => element.dataset['setting'] === wanted,
    );
    if (!found) continue;
    found.scrollIntoView({ block: 'center' });
    for (const field of FIELDS) {
      const control = found.querySelector<HTMLElement>(field);
      if (!control) continue;
      control.focus({ preventScroll: true });
      return true;
    }
  }
  return false;
}
