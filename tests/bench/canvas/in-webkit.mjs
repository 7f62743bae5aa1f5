// The canvas in WebKitGTK, the web view of Linux: frames and processor time per step of each gesture at three sizes, how they
// grow with the playbook, and what an idle page costs. `node in-webkit.mjs OUT OURS`. Gates: P8, P14 and the budget of the
// canvas; ratios of processor time hold on a busy machine too, frames do not. Linux only: needs Xvfb and WebKitWebDriver.
import { median, quantile, Report } from './figures.mjs';
import { serve } from './pages.mjs';
import { dragPath, startWebKit } from './webkit.mjs';

const [out, ours] = process.argv.slice(2);
const STEPS = 60;
const ROUNDS = 3;
const SIZES = [50, 1000, 5000];
const IDLE_SECONDS = 10;
/** The renderer that the program chooses where there is no graphics processor. */
const SOFTWARE = { WEBKIT_DISABLE_DMABUF_RENDERER: '1' };
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

const SHOW = `
  const [zoom] = arguments;
  const { ids } = bench;
  const { x, y } = bench.placeOf(ids[ids.length >> 1]);
  bench.show(700 - x * zoom, 400 - y * zoom, zoom);`;
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

const GESTURES = {
  drag: { zoom: 1, perform: (view) => view.act(dragPath(720, 420, 300, 200, STEPS)) },
  pan: { zoom: 1, perform: (view) => view.act(dragPath(690, 385, -500, -200, STEPS)) },
  zoom: { zoom: 1, perform: turnWheel },
  'overview pan': { zoom: 0.12, perform: (view) => view.act(dragPath(30, 700, 200, -100, STEPS)) },
  'overview drag': { zoom: 0.12, perform: (view) => view.act(dragPath(707, 403, 200, 100, STEPS)) },
};
/** Most milliseconds within which 95 of 100 frames come, at any size. */
const FRAMES = { drag: 33, pan: 33, zoom: 33, 'overview pan': 33, 'overview drag': 33 };

const site = await serve(ours);
const report = new Report();
try {
  const found = await rounds(SOFTWARE, SIZES, ROUNDS);
  const of = (size, pick) => median(found.filter((one) => one.size === size).map(pick));
  for (const [name, most] of Object.entries(FRAMES)) {
    const at95 = SIZES.map((size) => of(size, (one) => one[name].frame));
    report.note(`${name}: frames of 5,000 nodes, 95 % within`, at95[2], { most, unit: ' ms', isTime: true, smaller: `${at95[0]} ${at95[1]}` });
  }
  for (const name of ['drag', 'pan']) {
    const cpu = SIZES.map((size) => of(size, (one) => one[name].cpu));
    const all = cpu.map((ms) => ms.toFixed(1)).join(' ');
    report.note(`${name}: processor time, 1,000 / 50 nodes`, cpu[1] / cpu[0], { most: 1.5, ms: all });
    report.note(`${name}: processor time, 5,000 / 50 nodes`, cpu[2] / cpu[0], { most: 1.8 });
  }
  const ready = SIZES.map((size) => of(size, (one) => one.ready));
  report.note('ready with 5,000 nodes', ready[2], { most: 600, unit: ' ms', isTime: true });
  report.note('ready, 5,000 / 50 nodes', ready[2] / ready[0], { most: 2.5, isTime: true, ms: ready.join(' ') });
  report.note('idle with 5,000 nodes, share of a core', of(5000, (one) => one.idle) * 100, { most: 0.5, unit: ' %' });
  const composited = await rounds({}, [200], 1);
  const worst = Math.max(...Object.keys(GESTURES).map((name) => composited[0][name].worst));
  report.note('with compositing, 200 nodes: longest frame', worst, { most: 250, unit: ' ms', isTime: true });
} finally {
  site.close();
}
process.exitCode = report.write(out, 'canvas-webkit', { sizes: SIZES, rounds: ROUNDS }) ? 0 : 1;

/** Opens a window for each round and takes every figure at every size. */
async function rounds(environment, sizes, count) {
  const found = [];
  for (let round = 0; round < count; round += 1) {
    const view = await startWebKit(environment);
    try {
      for (const size of round % 2 === 0 ? sizes : [...sizes].reverse()) {
        console.log(`round ${round + 1} of ${count}: ${size} nodes`);
        found.push(await look(view, size));
      }
    } finally {
      view.close();
    }
  }
  return found;
}

async function look(view, size) {
  await view.open(`${site.address}/?n=${size}&stay`);
  const found = { size, ready: Math.round(await view.run('return bench.readyMs')) };
  for (const [name, { zoom, perform }] of Object.entries(GESTURES)) {
    await view.run(SHOW, zoom);
    await pause(900);
    const before = view.cpuMs();
    await view.run(RECORD);
    await perform(view);
    const cpu = (view.cpuMs() - before) / STEPS;
    const frames = (await view.run('stop_ = true; return frames_')).slice(2);
    if (frames.length === 0) throw new Error(`${name} was measured without a frame`);
    found[name] = { cpu, frame: Math.round(quantile(frames, 0.95)), worst: Math.round(Math.max(...frames)) };
  }
  await view.run(SHOW, 1);
  await pause(1500);
  const before = view.cpuMs();
  await pause(IDLE_SECONDS * 1000);
  found.idle = (view.cpuMs() - before) / (IDLE_SECONDS * 1000);
  return found;
}

async function turnWheel(view) {
  await view.run(WHEEL);
  while (!(await view.run('return done_'))) await pause(50);
}
