// Goes round the parts of the window by keys: bars, panels, canvas. Within a part Tab walks, and on the canvas Tab adds a
// component, so there has to be a way on that is the same everywhere.

/** What Tab stops at, the stop that a part of several keeps for itself first. */
const STOPS = [
  '[tabindex="0"]',
  ...['button', 'input', 'textarea', 'select'].map((name) => `${name}:not(:disabled):not([tabindex="-1"])`),
];

/** Gives the focus to the next part of the window, or the one before; round the end. */
export function goToRegion(by: 1 | -1): void {
  const stops = [...document.querySelectorAll<HTMLElement>('[data-region]')].flatMap((region) => {
    const stop = stopOf(region);
    return stop ? [{ region, stop }] : [];
  });
  const at = stops.findIndex(({ region }) => region.contains(document.activeElement));
  const next = at < 0 && by < 0 ? -1 : (at + by) % stops.length;
  stops.at(next)?.stop.focus();
}

function stopOf(region: HTMLElement): HTMLElement | null {
  for (const stop of STOPS) {
    const found = region.querySelector<HTMLElement>(stop);
    if (found) return found;
  }
  return null;
}
