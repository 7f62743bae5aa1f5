// Files at the end of what is opened: ten times the playbook that is meant to be fluid, one beyond the limit, one of a newer
// format, one that says a thing twice. What the person sees of each.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { artifact, call, rpc } from './bridge.mjs';
import { suite } from './suite.mjs';

const onPage = suite({ refusals: true });
const folder = mkdtempSync(path.join(tmpdir(), 'soarboard-odd-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Has the window speak English and begin with the sample. */
async function inEnglish(page) {
  const { settings } = await call(page, 'app_info');
  await call(page, 'settings_set', { ...settings, lang: 'en' });
  await page.reload();
  await page.locator('[data-node-id]').first().waitFor();
}

const front = (page) => page.locator('[data-document].front').getAttribute('data-document');

/** Hands a file over as the system does. */
const hand = (page, file) => rpc(page.url(), '/test/hand', [file]);

const toast = (page, words) => page.locator('.toast', { hasText: words });

/** 50,000 nodes in columns, each connected to the one before, as bytes of a file of some 50 MB. */
function fiftyThousand() {
  const count = 50_000;
  const filler = 'What this step is for, in the words of whoever wrote it. '.repeat(14);
  const nodes = [{ id: 'n1', name: 'event', kind: 'start' }];
  const edges = [];
  const at = { n1: { x: 0, y: 0 } };
  for (let index = 2; index <= count; index += 1) {
    const isLast = index === count;
    nodes.push({ id: `n${index}`, name: isLast ? 'end' : `step_${index}`, kind: isLast ? 'end' : 'filter', description: filler, ...(isLast ? {} : { action: 'filter' }) });
    edges.push({ id: `e${index}`, from: { node: `n${index - 1}`, port: 'out' }, to: { node: `n${index}`, port: 'in' } });
    at[`n${index}`] = { x: 280 * (index % 200), y: 140 * Math.floor(index / 200) };
  }
  return JSON.stringify({ formatVersion: 1, name: 'Fifty thousand', nodes, edges, layout: { nodes: at } });
}

onPage('a playbook of 50,000 nodes opens, is panned, edited and undone', async (page) => {
  await inEnglish(page);
  // The test's engine is not an optimised one.
  page.setDefaultTimeout(120_000);
  const file = path.join(folder, 'fifty-thousand.playbook.json');
  writeFileSync(file, fiftyThousand());
  const before = await front(page);
  const begun = performance.now();
  await hand(page, file);
  await page.waitForFunction((old) => document.querySelector('[data-document].front')?.dataset.document !== old, before);
  await page.locator('[data-document].front', { hasText: 'Fifty thousand' }).waitFor();
  // Seen from afar it is one picture, close up there are cards.
  await page.locator('[data-canvas-stage]').first().focus();
  await page.keyboard.press('Control+0');
  await page.locator('[data-node-id]').first().waitFor();
  const opened = Math.round(performance.now() - begun);

  const shown = () => page.locator('[data-node-id]').evaluateAll((nodes) => nodes.map((node) => node.dataset.nodeId).sort());
  const first = await shown();
  assert.ok(first.length > 3 && first.length < 400, `${first.length} cards are drawn`);
  const stage = await page.locator('[data-canvas-stage]').first().boundingBox();
  await page.mouse.move(stage.x + stage.width / 2, stage.y + stage.height / 2);
  const panning = performance.now();
  for (let turn = 0; turn < 12; turn += 1) await page.mouse.wheel(0, 240);
  await page.waitForFunction((old) => ![...document.querySelectorAll('[data-node-id]')].some((node) => old.includes(node.dataset.nodeId)), first);
  const panned = Math.round(performance.now() - panning);

  // One more by the keys, and back.
  assert.equal(await page.locator('[data-document].front .dot').count(), 0);
  await page.locator('[data-node-id]').first().click({ position: { x: 40, y: 10 } });
  await page.keyboard.press('d');
  await page.locator('.card.disabled').first().waitFor();
  await page.locator('[data-document].front .dot').waitFor();
  await page.keyboard.press('Control+Z');
  await page.waitForFunction(() => document.querySelectorAll('.card.disabled').length === 0);
  await page.screenshot({ path: artifact('fifty-thousand.png') });
  console.log(`50,000 nodes, ${Math.round(statSync(file).size / 1e6)} MB: drawn after ${opened} ms, panned a screen and more in ${panned} ms (on the clock, of a busy machine)`);
});

onPage('a file beyond the limit is refused with its size, and what is open stays', async (page) => {
  await inEnglish(page);
  const before = await front(page);
  const file = path.join(folder, 'huge.playbook.json');
  writeFileSync(file, '');
  truncateSync(file, 64 * 1024 * 1024 + 1);
  await hand(page, file);
  await toast(page, /huge\.playbook\.json.*67,?108,?865 bytes, more than a playbook may have/).waitFor();
  assert.equal(await front(page), before);
  assert.equal(await page.locator('[data-document]').count(), 1);
});

onPage('a file of a newer format is for reading only, and says so as long as it is open', async (page) => {
  await inEnglish(page);
  const file = path.join(folder, 'newer.playbook.json');
  const text = JSON.stringify({
    formatVersion: 99,
    name: 'From tomorrow',
    nodes: [{ id: 'n1', name: 'event', kind: 'start' }, { id: 'n2', name: 'later', kind: 'filter', action: 'filter', hologram: true }],
    layout: { nodes: { n1: { x: 0, y: 0 }, n2: { x: 300, y: 0 } } },
  });
  writeFileSync(file, text);
  await hand(page, file);
  await toast(page, 'The file has format version 99, newer than this program knows. It is open for reading only.').waitFor();
  await page.locator('footer.status', { hasText: 'Read-only' }).waitFor();
  const note = page.locator('[data-read-only]');
  await note.waitFor();
  assert.match(await note.innerText(), /newer version of Soarboard/);
  await page.screenshot({ path: artifact('newer-format.png') });

  // Nothing that is tried changes it: keys, fields, saving.
  await page.locator('[data-node-id="n2"]').click({ position: { x: 30, y: 10 } });
  for (const keys of ['Delete', 'Alt+ArrowRight', 'd', 'Control+D', 'Control+S']) await page.keyboard.press(keys);
  await page.locator('[data-setting="name"]').first().waitFor();
  for (const field of await page.locator('aside.inspector :is(input, textarea):visible').all()) assert.equal(await field.isEditable(), false);
  await page.waitForTimeout(300);
  const { nodes, state } = await rpc(page.url(), 'document_show', { doc: await front(page) });
  assert.deepEqual([nodes.length, state.dirty, state.canUndo], [2, false, false]);
  assert.equal(readFileSync(file, 'utf8'), text);
});

onPage('a key that stands twice is named, and the last one counts', async (page) => {
  await inEnglish(page);
  const file = path.join(folder, 'twice.playbook.json');
  writeFileSync(file, '{"formatVersion":1,"name":"first","name":"second","nodes":[]}');
  await hand(page, file);
  await toast(page, /The key .*name.* stands twice in the file; the last one counts\./).waitFor();
  await page.locator('[data-document].front', { hasText: 'second' }).waitFor();
});
