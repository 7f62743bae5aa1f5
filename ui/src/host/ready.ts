// The mark that `cargo xtask bench start` waits for: the window shows what it has to show and takes input. A name in
// the page's own timeline, so that the program people get is the one that is measured.

/** Marks in the page's timeline that the frame now being made has been drawn. */
export function markInteractive(): void {
  requestAnimationFrame(() => setTimeout(() => performance.mark('interactive')));
}
