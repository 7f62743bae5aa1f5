// Measures the canvas in WebKitGTK: frame times and processor time per step for the gates of the
// canvas (drag, pan, zoom, overview) at several sizes. Prints one row per measure.
// Usage: node src/canvas/harness/bench-webkit.mjs [--gl] [sizes…]   (--gl: default renderer)
import { dragPath, startWebKit } from './webkit.mjs';

const STEPS = 60;
const usesGl = process.argv.includes('--gl');
const sizes = process.argv.slice(2).map(Number).filter(Boolean);
const view = await startWebKit(usesGl ? {} : { WEBKIT_DISABLE_DMABUF_RENDERER: '1' });
const print = (...cells) =>
  process.stdout.write(cells.map((cell) => String(cell).padEnd(16)).join('') + '\n');
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

const SHOW = `
  const [zoom] = arguments;
  const ids = [...canvas.model.nodes.keys()];
  const node = canvas.model.nodes.get(ids[ids.length >> 1]);
  canvas.handle.setViewport({ x: 700 - node.x * zoom, y: 400 - node.y * zoom, zoom });`;
const RECORD = `
  window.frames_ = []; window.stop_ = false;
  let last = performance.now();
  const tick = (now) => { frames_.push(now - last); last = now; if (!stop_) requestAnimationFrame(tick); };
  requestAnimationFrame(tick);`;
// WebDriver merges wheel events in WebKitGTK, so the page sends itself one a frame.
const WHEEL = `
  let step = 0;
  const stage = document.querySelector('[data-canvas-stage]');
  const turn = () => {
    stage.dispatchEvent(new WheelEvent('wheel', { deltaY: step % 12 < 6 ? 100 : -100, ctrlKey: true,
      clientX: 700, clientY: 400, bubbles: true, cancelable: true }));
    if (++step < ${STEPS}) requestAnimationFrame(turn); else window.done_ = true;
  };
  window.done_ = false; turn();`;

async function measure(n, name, zoom, gesture) {
  await view.run(SHOW, zoom);
  await pause(900);
  const before = view.cpuMs();
  await view.run(RECORD);
  await gesture();
  const cpu = (view.cpuMs() - before) / STEPS;
  const frames = (await view.run('stop_ = true; return frames_')).slice(2).sort((a, b) => a - b);
  const at = (share) => Math.round(frames[Math.floor(frames.length * share)] ?? 0);
  const mounted = await view.run("return document.querySelectorAll('[data-node-id]').length");
  print(n, name, `${at(0.5)}/${at(0.95)}/${Math.round(frames.at(-1) ?? 0)}`, cpu.toFixed(1), mounted);
}

try {
  print('N', 'measure', 'p50/p95/max ms', 'cpu/step ms', 'mounted');
  for (const n of sizes.length > 0 ? sizes : [50, 1000, 5000]) {
    await view.open(`n=${n}&stay`);
    print(n, 'ready', Math.round(await view.run('return canvas.readyMs')));
    await measure(n, 'drag', 1, () => view.act(dragPath(720, 420, 300, 200, STEPS)));
    await measure(n, 'pan', 1, () => view.act(dragPath(690, 385, -500, -200, STEPS)));
    await measure(n, 'zoom', 1, async () => {
      await view.run(WHEEL);
      while (!(await view.run('return done_'))) await pause(50);
    });
    await measure(n, 'overview pan', 0.12, () => view.act(dragPath(30, 700, 200, -100, STEPS)));
    await measure(n, 'overview drag', 0.12, () => view.act(dragPath(707, 403, 200, 100, STEPS)));
  }
} finally {
  await view.close();
}
process.exit(0);
