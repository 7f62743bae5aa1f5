// A playbook of 5,000 calls in the program's own page, on the real engine: from the keys that open it to the drawn canvas that
// answers a key, the size of the messages that usual edits cause, and the idle page. `node in-app.mjs OUT`. Gates: P8, P14, P15.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chooseFiles, openPage, startBridge, startBrowser } from '../../e2e/bridge.mjs';
import { median, Report } from './figures.mjs';

const [out] = process.argv.slice(2);
const COUNT = 5000;
const ROUNDS = 3;
const IDLE_SECONDS = 10;
const KIB = 1024;

const folder = mkdtempSync(path.join(tmpdir(), 'soarboard-bench-'));
const file = path.join(folder, 'large.playbook.json');
writeFileSync(file, playbook());
const bridge = await startBridge();
const browser = await startBrowser();
const report = new Report();
try {
  const opened = [];
  for (let round = 0; round < ROUNDS; round += 1) opened.push(await look());
  const mid = (pick) => median(opened.map(pick));
  report.note('from Ctrl+O to 5,000 nodes drawn', mid(({ ms }) => ms), { most: 1000, unit: ' ms', isTime: true });
  report.note('of it: from the last byte of the answer', mid(({ taken }) => taken), { unit: ' ms', isTime: true });
  report.note('of it: reading the answer as JSON', mid(({ parsed }) => parsed), { unit: ' ms', isTime: true });
  report.note('then: from a key to its answer', mid(({ answered }) => answered), { most: 100, unit: ' ms', isTime: true });
  report.note('largest message of usual edits', Math.max(...opened.map(({ largest }) => largest)) / KIB, {
    most: 256,
    unit: ' KiB',
    messages: opened[0].messages,
  });
  report.note('idle with 5,000 nodes, share of a core', median(opened.map(({ idle }) => idle)) * 100, { most: 0.5, unit: ' %' });
} finally {
  await browser.close();
  bridge.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = report.write(out, 'canvas-app', { nodes: COUNT, rounds: ROUNDS }) ? 0 : 1;

async function look() {
  const { page, context } = await openPage(browser, bridge.address);
  try {
    await chooseFiles(page, [file]);
    await page.evaluate(noteKeys);
    const body = page.waitForResponse((response) => response.url().includes('/rpc/document_open')).then((response) => response.text());
    await page.keyboard.press('Control+O');
    const times = await page.evaluate(isDrawn);
    const answered = await answer(page);
    const parsed = await page.evaluate((text) => {
      const before = performance.now();
      JSON.parse(text);
      return performance.now() - before;
    }, await body);
    // What follows the opening (check, outline) is let through before messages are counted.
    await page.waitForTimeout(3000);
    const { largest, messages } = await edits(page);
    await page.waitForTimeout(5000);
    return { ...times, answered, parsed, largest, messages, idle: await idle(page) };
  } finally {
    await context.close();
  }
}

/** Keeps, in the page, when the first key after this was pressed: before it is pressed, so that no key comes too early. */
function noteKeys() {
  window.pressedAt = 0;
  addEventListener('keydown', () => (window.pressedAt ||= performance.now()), { capture: true });
}

/** Resolves, in the page, when the graph is drawn and the thread is free; milliseconds since the keys, and since the answer. */
function isDrawn() {
  /** Seen as a whole, 5,000 nodes are painted: something has to be in the painting. */
  const hasPainting = (canvas) => {
    const pen = canvas?.style.display === 'block' && canvas.width > 0 ? canvas.getContext('2d') : null;
    return pen?.getImageData(0, 0, canvas.width, canvas.height).data.some((value) => value !== 0) === true;
  };
  return new Promise((done) => {
    const look = () => {
      const isOpen = document.querySelector('[data-document].front')?.textContent.includes('large');
      if (!isOpen || !hasPainting(document.querySelector('[data-canvas-stage] canvas'))) return requestAnimationFrame(look);
      setTimeout(() => {
        const now = performance.now();
        const asked = performance.getEntriesByType('resource').filter(({ name }) => name.includes('/rpc/document_open'));
        done({ ms: now - window.pressedAt, taken: now - Math.max(...asked.map(({ responseEnd }) => responseEnd)) });
      });
    };
    requestAnimationFrame(look);
  });
}

/** Milliseconds from Ctrl+F on the canvas to the bar it opens. */
async function answer(page) {
  await page.locator('[data-canvas-stage]').first().focus();
  await page.evaluate(noteKeys);
  await page.keyboard.press('Control+F');
  const ms = await page.evaluate(
    () =>
      new Promise((done) => {
        const look = () =>
          document.querySelector('[role="search"]') ? done(performance.now() - window.pressedAt) : requestAnimationFrame(look);
        look();
      }),
  );
  await page.keyboard.press('Escape');
  return ms;
}

/** Adds, renames, moves, undoes and redoes; returns the size of the largest message either way. */
async function edits(page) {
  const sizes = [];
  page.on('request', (request) => request.url().includes('/rpc/') && sizes.push(request.postDataBuffer()?.length ?? 0));
  page.on('response', async (response) => {
    if (response.url().includes('/rpc/')) sizes.push((await response.body().catch(() => Buffer.alloc(0))).length);
  });
  await page.locator('[data-canvas-stage]').first().focus();
  await page.locator('[data-component="note"]').first().click();
  await page.locator('[data-setting="text"] textarea').fill('words');
  await page.locator('[data-canvas-stage]').first().focus();
  for (const keys of ['Control+A', 'Alt+ArrowRight', 'Control+Z', 'Control+Y', 'Shift+Alt+T', 'Control+Z', 'Control+Y', 'Control+Z', 'Control+Z']) {
    await page.keyboard.press(keys);
    await page.waitForTimeout(700);
  }
  await page.waitForTimeout(2000);
  return { largest: Math.max(0, ...sizes), messages: sizes.length };
}

/** Share of a core that the page's main thread is busy while nothing happens. */
async function idle(page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async () =>
    (await cdp.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration').value;
  const before = await busy();
  await page.waitForTimeout(IDLE_SECONDS * 1000);
  return ((await busy()) - before) / IDLE_SECONDS;
}

/** Returns a playbook with a call in each node, in columns, as people's large ones are. */
function playbook() {
  const settings = {
    product: 'cloud-siem',
    version: '2022-06-16',
    operation: 'ListAutomateResponseConfigs',
    account: '',
    region: 'cn-shanghai',
    endpoint: 'cloud-siem.cn-shanghai.aliyuncs.com',
    parameters: { CurrentPage: { value: 1 }, PageSize: { value: 10 }, RegionId: { value: 'cn-hangzhou' } },
    paging: { mode: 'none' },
    intervalSeconds: 0,
  };
  const calls = Array.from({ length: COUNT - 2 }, (_, index) => ({
    id: `n${index + 2}`,
    name: `call_${index}`,
    kind: 'AliyunCloudOpenAPI',
    action: 'assumeApi',
    settings,
  }));
  const nodes = [{ id: 'n1', name: 'event', kind: 'start' }, ...calls, { id: `n${COUNT}`, name: 'end', kind: 'end' }];
  const edges = nodes.slice(1).map(({ id }, index) => ({
    id: `e${index}`,
    from: { node: nodes[index].id, port: 'out' },
    to: { node: id, port: 'in' },
  }));
  const place = (index) => ({ x: Math.floor(index / 50) * 300, y: (index % 50) * 120 });
  const layout = { nodes: Object.fromEntries(nodes.map(({ id }, index) => [id, place(index)])) };
  return JSON.stringify({ formatVersion: 1, name: 'large', description: '', trigger: { type: 'custom', inputs: [] }, nodes, edges, layout });
}
