// Measures the canvas in Chromium: frame times and main-thread time per step of pan, drag and zoom,
// near and in the overview, for several sizes. Prints one row per measure; figures are p50/p95 in ms.
// Usage: node src/canvas/harness/bench.mjs [sizes…]
import { startHarness } from './browser.mjs';

const STEPS = 60;
const sizes = process.argv.slice(2).map(Number);
const harness = await startHarness();
const print = (...cells) =>
  process.stdout.write(cells.map((cell) => String(cell).padEnd(16)).join('') + '\n');

print('N', 'measure', 'frame p50/p95', 'cpu/step ms', 'mounted');
for (const n of sizes.length > 0 ? sizes : [50, 1000, 5000]) {
  const page = await harness.open(`n=${n}&stay`);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  print(n, 'ready', Math.round(await page.evaluate(() => window.canvas.readyMs)));

  const show = (zoom) =>
    page.evaluate(async (zoom) => {
      const ids = [...window.canvas.model.nodes.keys()];
      window.canvas.handle.zoomTo(zoom);
      const node = window.canvas.model.nodes.get(ids[Math.floor(ids.length / 2)]);
      window.canvas.handle.setViewport({ x: 700 - node.x * zoom, y: 430 - node.y * zoom, zoom });
      await new Promise((done) => setTimeout(done, 700));
    }, zoom);

  const measure = async (name, gesture) => {
    await page.evaluate(() => {
      window.frames_ = [];
      window.stop_ = false;
      let last = performance.now();
      const tick = (now) => {
        window.frames_.push(now - last);
        last = now;
        if (!window.stop_) requestAnimationFrame(tick);
      };
      requestAnimationFrame(tick);
    });
    const before = await busy(cdp);
    await gesture();
    const cpu = (await busy(cdp)) - before;
    const frames = await page.evaluate(() => {
      window.stop_ = true;
      return window.frames_.slice(2);
    });
    const mounted = await page.locator('[data-node-id]').count();
    print(
      n,
      name,
      `${quantile(frames, 0.5)}/${quantile(frames, 0.95)}`,
      ((cpu * 1000) / STEPS).toFixed(1),
      mounted,
    );
  };

  const dragFrom = async (x, y, dx, dy) => {
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (let step = 1; step <= STEPS; step++) {
      await page.mouse.move(x + (dx * step) / STEPS, y + (dy * step) / STEPS);
      await page.waitForTimeout(8);
    }
    await page.mouse.up();
  };
  const wheel = async (deltaOf) => {
    await page.mouse.move(700, 430);
    for (let step = 0; step < STEPS; step++) {
      await page.mouse.wheel(...deltaOf(step));
      await page.waitForTimeout(8);
    }
  };

  await show(1);
  await measure('drag', () => dragFrom(720, 450, 300, 200));
  await show(1);
  await measure('pan', () => wheel((step) => (step % 40 < 20 ? [60, 30] : [-60, -30])));
  await show(1);
  await page.keyboard.down('Control');
  await measure('zoom', () => wheel((step) => [0, step % 12 < 6 ? 100 : -100]));
  await page.keyboard.up('Control');
  await show(0.12);
  await measure('overview pan', () => wheel((step) => (step % 40 < 20 ? [20, 10] : [-20, -10])));
  await measure('overview drag', () => dragFrom(705, 432, 200, 120));
  await page.close();
}
await harness.close();

async function busy(cdp) {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration').value;
}

function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(0);
}
