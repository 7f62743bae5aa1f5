// The mark that `cargo xtask bench start` waits for: the window shows what it has to show and takes input. A name in
// the page's own timeline, so that the program people get is the one that is measured.

/** Resolves when the frame now being made has been drawn. */
export function drawn(): Promise<void> {
  return new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
}

/** Marks in the page's timeline that the frame now being made has been drawn. */
export function markInteractive(): void {
  void drawn().then(() => performance.mark('interactive'));
}
