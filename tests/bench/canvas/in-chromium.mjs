// The canvas and React Flow with the same graph in the same Chromium, by turns: time of script and layout per frame while
// dragging, panning and zooming, frames, elements, what one edit costs, and what an idle page costs.
// `node in-chromium.mjs OUT OURS THEIRS`: folder of the figures, folders of the two built pages. Gates: P8, P9, P14.
//
// Each gesture is made twice. By the clock, slowly enough for React Flow to drag and pan without delay, both draw for as
// long and as many frames, so work per frame compares the same movement: this is what is judged. As quickly as the page
// answers, whoever is slower also takes longer, and the frames in which nothing happened dilute its work: that pace shows
// whose frames come late.
import { startBrowser } from '../../e2e/bridge.mjs';
import { median, quantile, Report } from './figures.mjs';
import { serve } from './pages.mjs';

const [out, ours, theirs] = process.argv.slice(2);
const STEPS = 60;
const ROUNDS = 3;
const LARGE = 5000;
const SMALL = 100;
const EDITS = 40;
const VIEW = { width: 1440, height: 900 };
const IDLE_SECONDS = 10;
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const GESTURES = { drag, pan, zoom };
/** A step each so many milliseconds by the clock, and so many after the page has answered the step before. */
const EVEN_MS = 50;
const QUICK_MS = 8;
/** What a wheel has to turn for one step to 80 % or 125 %: each has a rule of its own. */
const NOTCH = { ours: 100, theirs: Math.log2(1.25) / 0.002 };

const sites = { ours: await serve(ours), theirs: await serve(theirs) };
const browser = await startBrowser();
const report = new Report();
try {
  const large = { ours: [], theirs: [] };
  const small = [];
  for (let turn = 0; turn < ROUNDS; turn += 1) {
    for (const who of turn % 2 === 0 ? ['ours', 'theirs'] : ['theirs', 'ours']) large[who].push(await look(who, LARGE));
    small.push(await look('ours', SMALL));
  }
  const mid = (rounds, pick) => median(rounds.map(pick));
  for (const name of Object.keys(GESTURES)) {
    /** The share of each round on its own: the machine may be quicker a minute later, and both with it. */
    const compare = (title, pick, most) =>
      report.note(`${name}: ${title}, ours / React Flow`, median(large.ours.map((one, round) => pick(one[name]) / pick(large.theirs[round][name]))), {
        most,
        ours: mid(large.ours, (one) => pick(one[name])).toFixed(2),
        theirs: mid(large.theirs, (one) => pick(one[name])).toFixed(2),
      });
    compare('script and layout a frame', ({ even }) => even.work, 0.2);
    compare('the same a step', ({ even }) => even.step, 0.2);
    compare('the same a frame, as quickly as the page answers', ({ quick }) => quick.work);
    report.note(`${name}: frames, 95 % within`, mid(large.ours, (one) => one[name].quick.frame), {
      // A frame of a 60 Hz display, and what its timer rounds.
      most: 17.5,
      unit: ' ms',
      isTime: true,
      theirs: mid(large.theirs, (one) => one[name].quick.frame).toFixed(1),
    });
  }
  report.note('elements mounted / visible', mid(large.ours, (one) => one.mounted.rest), { most: 2 });
  report.note('the same, most of a quick pan', mid(large.ours, (one) => one.mounted.most), { most: 2 });
  report.note('zoom: longest frame when it ends', mid(large.ours, (one) => one.zoom.quick.end), { most: 100, unit: ' ms', isTime: true });
  report.note(
    'one edit: of 5,000 / of 100 nodes',
    mid(large.ours, (one) => one.edit) / mid(small, (one) => one.edit),
    { most: 1.5, ours: mid(large.ours, (one) => one.edit).toFixed(2), theirs: mid(large.theirs, (one) => one.edit).toFixed(2) },
  );
  report.note('ready with 5,000 nodes', mid(large.ours, (one) => one.ready), {
    most: 1000,
    unit: ' ms',
    isTime: true,
    theirs: mid(large.theirs, (one) => one.ready).toFixed(0),
  });
  report.note('idle, share of a core', mid(large.ours, (one) => one.idle) * 100, { most: 0.5, unit: ' %' });
} finally {
  await browser.close();
  for (const site of Object.values(sites)) site.close();
}
process.exitCode = report.write(out, 'canvas-chromium', { browser: browser.version(), nodes: LARGE, rounds: ROUNDS }) ? 0 : 1;

/** Opens a page and takes every figure of it. */
async function look(who, count) {
  const page = await browser.newPage({ viewport: VIEW });
  page.setDefaultTimeout(120_000);
  try {
    await page.goto(`${sites[who].address}/?n=${count}&stay`);
    await page.waitForFunction(() => window.bench !== undefined);
    const cdp = await page.context().newCDPSession(page);
    // Time the thread had a processor: what others do on the machine does not count.
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    const found = { ready: await page.evaluate(() => window.bench.readyMs) };
    for (const [name, gesture] of Object.entries(GESTURES)) {
      found[name] = {};
      for (const [at, [pace, beat]] of [['even', evenly], ['quick', quickly]].entries()) {
        // Another node for the second: the first has been dragged away from where the pointer takes hold.
        await show(page, 1, at);
        found[name][pace] = await measure(page, cdp, () => gesture(page, beat(), NOTCH[who], cdp));
      }
    }
    await show(page, 1);
    found.mounted = await mostMounted(page, () => pan(page, quickly()));
    await show(page, 1);
    found.edit = await edits(page, cdp);
    // What the last edit set off ends before the page is called idle, and what the gestures left is thrown away: the browser
    // does that some seconds later, by itself.
    await cdp.send('HeapProfiler.collectGarbage');
    await page.waitForTimeout(1000);
    found.idle = await idle(page, cdp);
    return found;
  } finally {
    await page.close();
  }
}

/** Brings the node in the middle of the graph, or one so many before it, to the middle of the view. */
async function show(page, scale, before = 0) {
  await page.evaluate(
    ([zoom, skipped]) => {
      const { ids } = window.bench;
      const { x, y } = window.bench.placeOf(ids[Math.floor(ids.length / 2) - skipped]);
      window.bench.show(700 - x * zoom, 430 - y * zoom, zoom);
    },
    [scale, before],
  );
  await page.waitForTimeout(900);
}

/** Returns elements mounted for each in view, at rest and the most of them as a gesture goes; counting disturbs it, so it is not measured. */
async function mostMounted(page, gesture) {
  const rest = await page.evaluate(share, VIEW);
  let most = rest;
  let isOver = false;
  const watched = (async () => {
    for (; !isOver; await page.waitForTimeout(50)) most = Math.max(most, await page.evaluate(share, VIEW));
  })();
  await gesture();
  isOver = true;
  await watched;
  return { rest, most };
}

/** Returns elements mounted for each in view, in the page. */
function share({ width, height }) {
  const isSeen = (box) => box.right > 0 && box.bottom > 0 && box.left < width && box.top < height;
  const all = [...document.querySelectorAll('[data-node-id], [data-edge-id] .line, .react-flow__node, .react-flow__edge')];
  const visible = all.filter((element) => isSeen(element.getBoundingClientRect())).length;
  return all.length / visible;
}

async function measure(page, cdp, gesture) {
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
  const before = await worked(cdp);
  await gesture();
  const work = (await worked(cdp)) - before;
  const frames = await page.evaluate(() => window.frames_.splice(0).slice(2));
  // What the canvas does when the gesture is over: cards come back, what is left behind goes.
  await page.waitForTimeout(600);
  // How long a frame was is known when the next one begins: one that is still going on ends first.
  const end = await page.evaluate(
    () =>
      new Promise((done) => {
        const stop = () => {
          window.stop_ = true;
          done(window.frames_.length > 0 ? Math.max(...window.frames_) : null);
        };
        requestAnimationFrame(() => requestAnimationFrame(stop));
        setTimeout(() => done(null), 30_000);
      }),
  );
  if (end === null || frames.length === 0) throw new Error('a gesture was measured without a frame');
  // Who is late draws fewer frames for the same gesture, each with more in it.
  return { work: work / frames.length, step: work / STEPS, frame: quantile(frames, 0.95), end };
}

/** Milliseconds of script, style and layout so far. */
async function worked(cdp) {
  const { metrics } = await cdp.send('Performance.getMetrics');
  const names = ['ScriptDuration', 'LayoutDuration', 'RecalcStyleDuration'];
  return metrics.filter(({ name }) => names.includes(name)).reduce((sum, { value }) => sum + value * 1000, 0);
}

/** Milliseconds of script, style and layout of one edit of a node in view. */
async function edits(page, cdp) {
  const before = await worked(cdp);
  await page.evaluate(async (count) => {
    const id = window.bench.ids[Math.floor(window.bench.ids.length / 2)];
    for (let round = 0; round < count; round += 1) {
      window.bench.edit(id, `edited ${round}`);
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    }
  }, EDITS);
  return ((await worked(cdp)) - before) / EDITS;
}

/** Share of a core that the page's main thread is busy while nothing happens. */
async function idle(page, cdp) {
  const busy = async () =>
    (await cdp.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration').value;
  const before = await busy();
  await page.waitForTimeout(IDLE_SECONDS * 1000);
  return ((await busy()) - before) / IDLE_SECONDS;
}

/** Returns what waits for the next beat of a clock. */
function evenly() {
  let next = performance.now();
  return () => {
    next += EVEN_MS;
    return pause(Math.max(0, next - performance.now()));
  };
}

function quickly() {
  return () => pause(QUICK_MS);
}

/** Moves by the browser's own protocol: the driver's pointer runs a script of its own in the page at each move of a drag. */
async function drag(page, beat, _, cdp) {
  const pointer = (type, x, y, buttons) =>
    cdp.send('Input.dispatchMouseEvent', { type, x, y, buttons, button: type === 'mouseMoved' ? 'none' : 'left', clickCount: 1 });
  await pointer('mouseMoved', 720, 450, 0);
  await pointer('mousePressed', 720, 450, 1);
  for (let step = 1; step <= STEPS; step += 1) {
    await pointer('mouseMoved', 720 + 5 * step, 450 + 3 * step, 1);
    await beat();
  }
  await pointer('mouseReleased', 720 + 5 * STEPS, 450 + 3 * STEPS, 0);
}

async function pan(page, beat) {
  await wheel(page, beat, (step) => (step % 40 < 20 ? [60, 30] : [-60, -30]));
}

async function zoom(page, beat, notch) {
  await page.keyboard.down('Control');
  await wheel(page, beat, (step) => [0, step % 12 < 6 ? notch : -notch]);
  await page.keyboard.up('Control');
}

async function wheel(page, beat, deltaOf) {
  await page.mouse.move(700, 430);
  for (let step = 0; step < STEPS; step += 1) {
    await page.mouse.wheel(...deltaOf(step));
    await beat();
  }
}
