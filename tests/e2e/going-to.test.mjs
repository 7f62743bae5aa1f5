// Going to what is meant: from a problem to its field, by pointer and by F8, and from a hit of the search to its card, which
// leaves the playbook and its history alone.
import assert from 'node:assert/strict';
import { call } from './bridge.mjs';
import { suite } from './suite.mjs';

const onPage = suite();

const doc = (page) => page.locator('[data-document].front').getAttribute('data-document');
const edit = async (page, command) => call(page, 'edit', { doc: await doc(page), command });
const show = async (page) => call(page, 'document_show', { doc: await doc(page) });

/** Shows what edits past the window have made. */
async function again(page) {
  await page.waitForTimeout(700);
  await page.reload();
  await page.locator('[data-node-id]').first().waitFor();
}

/** Where the focus is: the setting of the field, or empty. */
const focusedSetting = (page) => page.evaluate(() => document.activeElement?.closest('[data-setting]')?.dataset.setting ?? '');
const focusIs = (page, setting) =>
  page.waitForFunction((wanted) => document.activeElement?.closest('aside.inspector [data-setting]')?.dataset.setting === wanted, setting);

onPage('14: a problem that is pressed opens the hidden inspector and puts the focus into its field; F8 goes on', async (page) => {
  const { nodes } = await show(page);
  const { id: caller } = nodes.find(({ kind }) => kind === 'AliyunCloudOpenAPI');
  await edit(page, { setSettings: { node: caller, settings: [{ path: ['endpoint'], value: 'no host' }, { path: ['account'], value: 'nobody' }] } });
  const { created } = await edit(page, { addNode: { kind: 'AliyunCloudOpenAPI', position: { x: 400, y: 300 } } });
  await again(page);
  await page.locator('footer.status button').first().click();
  const problems = page.locator('[data-problem]');
  await problems.first().waitFor();
  await page.keyboard.press('Control+Alt+P');
  await page.locator('aside.inspector').waitFor({ state: 'detached' });

  await page.locator('[data-problem="endpoint-malformed"]').click();
  await page.locator('aside.inspector').waitFor();
  await focusIs(page, 'endpoint');
  assert.equal(await page.evaluate(() => document.activeElement.value), 'no host');
  assert.equal(await page.locator(`[data-node-id="${caller}"].selected`).count(), 1);

  // F8 walks through all of them and round the end, Shift+F8 back; each time the field of the row that is marked has the focus.
  const all = await problems.count();
  assert.ok(all >= 4, `${all} problems`);
  const place = async () => (await page.locator('li.current [data-problem] .place').innerText()).trim();
  const visited = [];
  for (let step = 0; step < all; step += 1) {
    await page.keyboard.press('F8');
    await page.waitForTimeout(150);
    visited.push([await place(), await focusedSetting(page)]);
  }
  assert.equal(new Set(visited.map(([row]) => row)).size > 3, true, JSON.stringify(visited));
  for (const [row, setting] of visited) {
    const [, param = ''] = row.split(' · ');
    if (param) assert.equal(setting.split('.')[0], param.split('.')[0], JSON.stringify(visited));
  }
  assert.ok(visited.some(([row]) => row.startsWith('call') || row.includes('operation')), JSON.stringify(visited));
  await page.keyboard.press('F8');
  await page.waitForTimeout(150);
  assert.deepEqual([await place(), await focusedSetting(page)], visited[0], 'round the end');
  await page.keyboard.press('Shift+F8');
  await page.waitForTimeout(150);
  assert.deepEqual([await place(), await focusedSetting(page)], visited.at(-1));
  // Hidden again, F8 brings it back as a press does.
  await page.locator('[data-canvas-stage]').first().focus();
  await page.keyboard.press('Control+Alt+P');
  await page.locator('aside.inspector').waitFor({ state: 'detached' });
  await page.keyboard.press('F8');
  await page.locator('aside.inspector').waitFor();
  assert.equal(created.length, 1);
});

onPage('13: a hit stands in the middle of the canvas; finding leaves neither a step of the history nor unsaved work', async (page) => {
  for (let index = 0; index < 120; index += 1)
    await edit(page, { addNode: { kind: 'filter', position: { x: 300 * (index % 12), y: 600 + 150 * Math.floor(index / 12) } } });
  const { nodes } = await show(page);
  const wanted = nodes.at(-1);
  await edit(page, { renameNode: { node: wanted.id, name: 'needle' } });
  await again(page);
  const state = async () => {
    const { state: now } = await show(page);
    return [now.revision, now.dirty, now.canUndo, now.canRedo];
  };
  const before = await state();

  await page.locator('[data-canvas-stage]').first().focus();
  await page.keyboard.press('Control+F');
  await page.getByRole('search').getByRole('combobox').waitFor();
  await page.keyboard.type('needle');
  await page.getByRole('search').getByText('1 of 1').waitFor();
  await page.locator(`[data-node-id="${wanted.id}"].selected`).waitFor();
  await page.waitForTimeout(400);
  const card = await page.locator(`[data-node-id="${wanted.id}"]`).boundingBox();
  const stage = await page.locator('[data-canvas-stage]').first().boundingBox();
  const off = [card.x + card.width / 2 - (stage.x + stage.width / 2), card.y + card.height / 2 - (stage.y + stage.height / 2)];
  assert.ok(Math.hypot(...off) < 3, `the card stands ${off} from the middle`);
  for (const key of ['Enter', 'F3', 'Shift+Enter']) await page.keyboard.press(key);
  await page.keyboard.press('Escape');

  assert.deepEqual(await state(), before);
  await page.keyboard.press('Control+Z');
  await page.waitForFunction(() => ![...document.querySelectorAll('.title')].some(({ textContent }) => textContent === 'needle'));
  assert.equal((await show(page)).nodes.find(({ id }) => id === wanted.id).name === 'needle', false, 'undo takes the renaming back');
});
