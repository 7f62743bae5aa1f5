// A million rows of a past run in the program's own page, on the real engine: wheel, scrollbar, keys. `node in-app.mjs OUT`.
// Gates that fail: rows shown where they belong, rows mounted, size of messages, memory (P10, P15). Times (P8's bound for
// frames) are printed with their bound and forgiven: they hold where nothing else runs. Processor time of the page's thread,
// which stands beside them, is disturbed less.
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { openPage, rpc, startBridge, startBrowser } from '../../e2e/bridge.mjs';
import { median, quantile, Report, round } from '../canvas/figures.mjs';
import { longRun } from './million.mjs';
import { watch } from './watch.mjs';

const [out] = process.argv.slice(2);
const COUNT = 1_000_000;
const WHEELS = 400;
const NOTCH = 120;
const PLACES = 40;
const ROW = 30;
/** The head, and a row cut off at either end. */
const BESIDE = 3;
const KIB = 1024;
/** A frame of a 60 Hz display, and what its timer rounds. */
const FRAME_MS = 17.5;
/** Every second frame: below that, scrolling is no longer seen as motion. Said beside, for machines with other users. */
const FLOOR_MS = 33.5;

const temp = mkdtempSync(path.join(tmpdir(), 'soarboard-bench-'));
process.env.TMPDIR = temp;
const bridge = await startBridge();
// Without the argument that hides what is dragged here.
const browser = await startBrowser({ ignoreDefaultArgs: ['--hide-scrollbars'] });
const report = new Report();
const wrong = [];
try {
  const { run, bytes } = await longRun(COUNT, bridge.address, temp);
  console.log(`${COUNT} rows, ${(bytes / KIB / KIB).toFixed(0)} MiB; load ${loadavg()[0].toFixed(1)}`);
  const { page } = await openPage(browser, bridge.address);
  const sizes = messages(page);
  const grid = await opened(page, run);
  await page.evaluate(watch);
  const view = await grid.evaluate((element) => element.clientHeight);
  const tools = { page, grid, cdp: await page.context().newCDPSession(page) };
  await tools.cdp.send('Performance.enable', { timeDomain: 'threadTicks' });

  // What the table keeps is full before memory is looked at.
  await wheel(tools, WHEELS);
  await dragged(tools, PLACES);
  const before = await heap(tools);

  await keys(tools, 'Control+Home');
  const turned = await wheel(tools, WHEELS);
  const far = await dragged(tools, PLACES);
  const ends = await keysAround(tools);
  const after = await heap(tools);

  report.note('wheel: frames, 95 % within', quantile(turned.frames, 0.95), {
    most: FRAME_MS,
    unit: ' ms',
    isTime: true,
    withinTwoFrames: quantile(turned.frames, 0.95) <= FLOOR_MS,
    frames: turned.frames.length,
    worst: Math.max(...turned.frames).toFixed(1),
  });
  report.note('wheel: processor time a turn', turned.cpu / WHEELS, { unit: ' ms' });
  report.note('wheel: frames with a row still to come', turned.blank / turned.frames.length * 100, { unit: ' %', isTime: true });
  report.note('scrollbar: frames, 95 % within', quantile(far.frames, 0.95), { most: FRAME_MS, unit: ' ms', isTime: true });
  report.note('scrollbar: rows of a far place shown, 95 % within', quantile(far.times, 0.95), {
    most: 100,
    unit: ' ms',
    isTime: true,
    median: median(far.times).toFixed(1),
  });
  report.note('scrollbar: processor time a place', far.cpu / PLACES, { unit: ' ms' });
  report.note('keys: rows of the other end shown, 95 % within', quantile(ends, 0.95), { most: 100, unit: ' ms', isTime: true });
  report.note('rows mounted', Math.max(turned.mounted, far.mounted), {
    most: Math.ceil(view / ROW) + BESIDE,
    inView: Math.ceil(view / ROW),
  });
  report.note('largest message', Math.max(...sizes) / KIB, { most: 256, unit: ' KiB', messages: sizes.length });
  report.note('memory of the page, after / before', after / before, { most: 1.1, MiB: (after / KIB / KIB).toFixed(1) });
  report.note('places that show other rows than they should', wrong.length, { most: 0 });
  for (const what of wrong) console.log(`  ${what}`);
} finally {
  await browser.close();
  bridge.stop();
  rmSync(temp, { recursive: true, force: true });
}
const facts = { rows: COUNT, load: Number(loadavg()[0].toFixed(1)) };
process.exitCode = report.write(out, 'results', facts, { forgives: ({ isTime }) => isTime }) ? 0 : 1;

/** Opens the run from the history; the panel is as high as it goes. */
async function opened(page, run) {
  await page.keyboard.press('Control+K');
  await page.getByRole('dialog').getByRole('combobox').fill('Show past runs');
  await page.keyboard.press('Enter');
  await page.getByRole('separator', { name: 'Height of the bottom panel' }).press('End');
  await page.locator(`[data-run="${run}"] .open`).click();
  const grid = page.getByRole('grid');
  await grid.getByRole('gridcell').first().waitFor();
  return grid;
}

/** Returns the sizes of all messages either way from now on. */
function messages(page) {
  const sizes = [0];
  page.on('request', (request) => request.url().includes('/rpc/') && sizes.push(request.postDataBuffer()?.length ?? 0));
  page.on('response', async (response) => {
    if (response.url().includes('/rpc/')) sizes.push((await response.body().catch(() => Buffer.alloc(0))).length);
  });
  return sizes;
}

/** Turns the wheel over the rows; they move as far as it was turned. */
async function wheel({ page, grid, cdp }, turns) {
  const box = await grid.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const from = await top(page);
  const began = await busy(cdp);
  await page.evaluate(() => window.bench.begin());
  for (let turn = 0; turn < turns; turn += 1) await page.mouse.wheel(0, NOTCH);
  await page.evaluate(() => window.bench.shown());
  const found = await page.evaluate(() => window.bench.end());
  const cpu = (await busy(cdp)) - began;
  const moved = (await top(page)) - from;
  if (moved !== (turns * NOTCH) / ROW) wrong.push(`${turns} turns moved ${moved} rows, not ${(turns * NOTCH) / ROW}`);
  return { ...found, cpu };
}

/** Drags the thumb of the scrollbar from place to place. */
async function dragged({ page, grid, cdp }, places) {
  const box = await grid.boundingBox();
  const x = box.x + box.width - 5;
  // The thumb stands below the button at the upper end, and is as short as thumbs get.
  const travel = { from: box.y + 16, to: box.y + box.height - 24 };
  await page.keyboard.press('Control+Home');
  await page.evaluate(() => window.bench.shown());
  await page.mouse.move(x, travel.from);
  await page.mouse.down();
  const began = await busy(cdp);
  await page.evaluate(() => window.bench.begin());
  const times = [];
  for (let place = 0; place < places; place += 1) {
    // Far from each other, none twice: the golden ratio spreads them.
    const part = (0.5 + place * 0.618) % 1;
    // Listens before the pointer moves: the two come to the page by ways of their own, in any order.
    await page.evaluate(() => void (window.bench.next = window.bench.afterScroll()));
    await page.mouse.move(x, travel.from + (travel.to - travel.from) * part);
    times.push(await page.evaluate(() => window.bench.next));
    const off = (await top(page)) / COUNT - part;
    if (Math.abs(off) > 0.05) wrong.push(`the thumb at ${round(part * 100)} % is ${round(off * 100)} % off`);
  }
  const found = await page.evaluate(() => window.bench.end());
  const cpu = (await busy(cdp)) - began;
  // Not beyond the window: a pointer far from the scrollbar takes the thumb back to where it was.
  await page.mouse.move(x, box.y + box.height - 2);
  await page.evaluate(() => window.bench.shown());
  const last = await page.evaluate(() => window.bench.last());
  if (last !== COUNT) wrong.push(`the thumb at the end shows row ${last} last`);
  await page.mouse.up();
  return { ...found, times, cpu };
}

async function keys({ page, grid }, press) {
  await grid.focus();
  await page.evaluate(() => void (window.bench.next = window.bench.afterKey()));
  await page.keyboard.press(press);
  return page.evaluate(() => window.bench.next);
}

/** Goes from end to end by keys, and a page and a row back from there. */
async function keysAround(tools) {
  const { page } = tools;
  const times = [];
  await keys(tools, 'Control+Home');
  for (let round = 0; round < 10; round += 1) {
    times.push(await keys(tools, 'Control+End'));
    const last = await page.evaluate(() => window.bench.last());
    if (last !== COUNT) wrong.push(`Ctrl+End shows row ${last} last`);
    times.push(await keys(tools, 'Control+Home'));
    const first = await page.evaluate(() => window.bench.first());
    if (first !== 1) wrong.push(`Ctrl+Home shows row ${first} first`);
  }
  return times;
}

/** Returns the index of the row at the upper edge, with the part of it that is out of sight. */
function top(page) {
  return page.evaluate(() => window.bench.top());
}

/** Milliseconds the page's thread had a processor. */
async function busy(cdp) {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
}

/** Bytes in use after everything that can go has gone. */
async function heap({ page, cdp }) {
  await page.waitForTimeout(500);
  await cdp.send('HeapProfiler.collectGarbage');
  return (await cdp.send('Runtime.getHeapUsage')).usedSize;
}
