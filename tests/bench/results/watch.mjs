// What looks at the table from within the page: frames, mounted rows, when the rows of a place are there. Handed to the page
// as one function, so it uses nothing from outside it.
export function watch() {
  const grid = document.querySelector('[role=grid]');
  const rows = () => [...grid.querySelectorAll('[role=row][aria-rowindex]:not(.head)')];
  const numberOf = (row) => Number(row.querySelector('[role=rowheader]').textContent);
  /** Rows that stand wholly between the head and the lower edge. */
  function inView() {
    const { top, bottom } = grid.getBoundingClientRect();
    const head = grid.querySelector('.head').getBoundingClientRect().height;
    const scrollbar = grid.offsetHeight - grid.clientHeight;
    return rows().filter((row) => {
      const box = row.getBoundingClientRect();
      return box.top >= top + head - 1 && box.bottom <= bottom - scrollbar + 1;
    });
  }
  /** Whether every row that is drawn is there, and the one its place says. */
  const isWhole = () => rows().every((row) => numberOf(row) === Number(row.getAttribute('aria-rowindex')) - 1);

  /** Settles once the rows of the place have been painted; with how long that took since `from`. */
  function shown(from = performance.now()) {
    return new Promise((done) => {
      const look = () => {
        if (!isWhole()) return requestAnimationFrame(look);
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => done(performance.now() - from);
        port2.postMessage(0);
      };
      requestAnimationFrame(look);
    });
  }

  let found;
  window.bench = {
    begin() {
      found = { frames: [], mounted: 0, blank: 0, isOn: true };
      let before = performance.now();
      requestAnimationFrame(function frame(now) {
        if (!found.isOn) return;
        found.frames.push(now - before);
        before = now;
        found.mounted = Math.max(found.mounted, grid.querySelectorAll('[role=row]').length);
        if (!isWhole()) found.blank += 1;
        requestAnimationFrame(frame);
      });
    },
    end() {
      found.isOn = false;
      return { ...found, frames: found.frames.slice(1) };
    },
    shown: () => shown(),
    /** From the next scroll to its rows on the screen; what never scrolls counts as five seconds. */
    afterScroll: () =>
      new Promise((done) => {
        setTimeout(done, 5000, 5000);
        grid.addEventListener('scroll', (event) => void shown(event.timeStamp).then(done), { once: true });
      }),
    /** From the next key to its rows on the screen. */
    afterKey: () =>
      new Promise((done) => {
        grid.addEventListener('keydown', (event) => void shown(event.timeStamp).then(done), { once: true });
      }),
    first: () => numberOf(inView()[0]),
    last: () => numberOf(inView().at(-1)),
    /** Rows above the upper edge, with the part of one that is out of sight. */
    top() {
      const [row] = inView();
      const head = grid.querySelector('.head').getBoundingClientRect();
      const { top, height } = row.getBoundingClientRect();
      return numberOf(row) - 1 - (top - head.bottom) / height;
    },
  };
}
