// Flows with gateways, child flows and notes in a browser on the real engine: built by keys alone, edited in panels,
// entered and left, copied, arranged.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { AXE, artifact, blankPlaybook, call, drag, middle } from './bridge.mjs';
import { suite } from './suite.mjs';

const onPage = suite({ begin: blankPlaybook });

const count = (page, selector, wanted) =>
  page.waitForFunction(([where, n]) => document.querySelectorAll(where).length === n, [selector, wanted]);
const card = (page, title) => page.locator('[data-node-id]', { has: page.locator(`.title:text-is("${title}")`) });
const picker = (page) => page.locator('[data-quick-add]');
const labels = (page) => page.locator('[data-edge-id] text').allTextContents();

/** Chooses a kind in the open picker by typing and Enter. */
async function pick(page, word, kind) {
  await picker(page).getByRole('combobox').waitFor();
  await page.keyboard.type(word);
  await picker(page).locator(`[data-kind="${kind}"][aria-selected="true"]`).first().waitFor();
  await page.keyboard.press('Enter');
  await picker(page).waitFor({ state: 'detached' });
}

/** Takes away all but the start node, by keys. */
async function onlyStart(page) {
  await toCanvas(page);
  await page.keyboard.press('End');
  await page.waitForFunction(() => document.activeElement?.querySelector('.title')?.textContent === 'end');
  await page.keyboard.press('Delete');
  await count(page, '[data-node-id]', 1);
}

/** Goes to the canvas as a person without a pointer does. */
async function toCanvas(page) {
  for (let step = 0; step < 60; step += 1) {
    if (await page.evaluate(() => document.activeElement?.closest('[data-canvas-stage]') !== null && document.activeElement !== null)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail('Tab does not lead to the canvas');
}

/** Builds start → API → exclusive gateway → two ends without a pointer. */
async function build(page) {
  await onlyStart(page);
  await page.keyboard.press('Home');
  await page.keyboard.press('Tab');
  await pick(page, 'openapi', 'AliyunCloudOpenAPI');
  await count(page, '[data-node-id]', 2);
  await page.keyboard.press('Tab');
  await pick(page, 'exclusive', 'exclusiveGateway');
  await count(page, '[data-node-id]', 3);
  await page.keyboard.press('Tab');
  await pick(page, 'end', 'end');
  await count(page, '[data-edge-id]', 3);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Tab');
  await pick(page, 'end', 'end');
  await count(page, '[data-edge-id]', 4);
}

onPage('start, call, gateway and two ends are built without a pointer', async (page) => {
  await page.evaluate(() => {
    window.__pointer = [];
    for (const type of ['pointerdown', 'pointerup', 'pointermove', 'mousedown', 'mouseup', 'mousemove', 'wheel', 'touchstart', 'dblclick'])
      window.addEventListener(type, (event) => event.isTrusted && window.__pointer.push(type), true);
  });
  await build(page);

  assert.deepEqual((await labels(page)).sort(), ['ELSE', 'IF']);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('2');
  const focused = await page.evaluate(() => document.activeElement?.querySelector('.title')?.textContent);
  assert.equal(focused, 'end_2', 'the number of a branch leads down that branch');

  // Both branches are taken: the engine says why a third edge is refused.
  await page.keyboard.press('Control+Z');
  await count(page, '[data-edge-id]', 3);
  await page.keyboard.press('Control+Shift+Z');
  await count(page, '[data-edge-id]', 4);
  assert.deepEqual(await page.evaluate(() => window.__pointer), [], 'no event of a pointer');
});

onPage('branches are named, added and deleted in the panel', async (page) => {
  await build(page);
  await card(page, 'decide').click();

  const first = page.locator('[data-setting="branches.b1"]');
  await first.locator('.name input').fill('high');
  await first.locator('.name input').press('Enter');
  await page.waitForFunction(() => [...document.querySelectorAll('[data-edge-id] text')].some((text) => text.textContent === 'high'));
  await first.locator('[data-action="add-comparison"]').click();
  await first.locator('.left input').fill('${event.level}');
  await first.locator('.right input').fill('3');
  await page.locator('[data-action="add-branch"]').click();
  await page.locator('[data-setting="branches.b2"]').waitFor();
  await count(page, '.port.out[data-port-id="b2"]', 1);

  await first.getByRole('button', { name: 'Remove high' }).click();

  await count(page, '[data-edge-id]', 3);
  await count(page, '.port.out[data-port-id="b1"]', 0);
  await page.locator('[data-canvas-stage]').first().focus();
  await page.keyboard.press('Control+Z');
  await count(page, '[data-edge-id]', 4);
});

onPage('a child flow opens with Enter and Escape leaves it', async (page) => {
  await onlyStart(page);
  await page.keyboard.press('Home');
  await page.keyboard.press('Tab');
  await pick(page, 'child', 'childFlow');
  await count(page, '[data-node-id]', 2);

  await page.keyboard.press('Enter');

  await page.locator('[data-flow-path]').waitFor();
  await card(page, 'begin').waitFor();
  await page.keyboard.press('Home');
  await page.keyboard.press('Tab');
  await pick(page, 'filter', 'filter');
  await count(page, '[data-node-id]', 3);
  await page.screenshot({ path: artifact('browser-child-flow.png') });
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.locator('[data-flow-path]').waitFor({ state: 'detached' });
  await card(page, 'child_flow').getByText('3 nodes inside').waitFor();
});

onPage('11: copied nodes are text and paste with free names; one undo takes them back', async (page) => {
  await build(page);
  await card(page, 'decide').click();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+C');
  await page.getByText('5 nodes copied').waitFor();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(text, /"\$type": "soarboard\/nodes"/);

  await page.keyboard.press('Control+V');

  await count(page, '[data-node-id]', 9);
  await card(page, 'decide_2').waitFor();
  await page.keyboard.press('Control+Z');
  await count(page, '[data-node-id]', 5);
}, { permissions: ['clipboard-read', 'clipboard-write'] });

onPage('1: the plus of an edge inserts, Ctrl+Delete heals, D disables', async (page) => {
  await onlyStart(page);
  await page.keyboard.press('Home');
  await page.keyboard.press('Tab');
  await pick(page, 'end', 'end');
  await count(page, '[data-edge-id]', 1);
  const edge = await middle(page.locator('[data-edge-id] .line'));
  await page.mouse.move(edge.x - 3, edge.y);
  await page.mouse.move(edge.x, edge.y);
  await page.locator('[data-canvas-plus]').click();
  await pick(page, 'filter', 'filter');
  await count(page, '[data-edge-id]', 2);

  await page.keyboard.press('d');
  await count(page, '.card.disabled', 1);
  await page.keyboard.press('Control+Delete');

  await count(page, '[data-node-id]', 2);
  await count(page, '[data-edge-id]', 1);
});

onPage('3: a wire released on nothing opens the picker there, linked', async (page) => {
  await onlyStart(page);
  const from = await middle(page.locator('.port.out').first());
  await drag(page, from, { x: from.x + 260, y: from.y + 120 });
  await pick(page, 'log', 'SLS');

  await count(page, '[data-node-id]', 2);
  await count(page, '[data-edge-id]', 1);
});

onPage('23: a note shows text as text, a group takes its nodes along', async (page) => {
  await card(page, 'end').click();
  await page.keyboard.press('Control+G');
  await count(page, '.paper.group', 1);
  await page.locator('[data-setting="text"] input').fill('The end');
  await page.locator('[data-setting="text"] input').press('Enter');
  await page.locator('.paper.group .bar:text-is("The end")').waitFor();
  const before = await card(page, 'end').boundingBox();
  const bar = await page.locator('.paper.group .bar').boundingBox();
  await drag(page, { x: bar.x + 40, y: bar.y + 10 }, { x: bar.x + 100, y: bar.y + 90 });
  const moved = await card(page, 'end').boundingBox();
  assert.ok(moved.x > before.x + 30 && moved.y > before.y + 50, JSON.stringify([before, moved]));

  await page.locator('[data-component="note"]').click();
  await count(page, '.paper.note', 1);
  await page.locator('[data-setting="text"] textarea').fill('# Why\n<img src=x onerror="window.hacked=1"> **so**');
  await page.locator('[data-setting="text"] textarea').press('Control+Enter');
  await page.locator('.paper.note strong:text-is("so")').waitFor();
  assert.equal(await page.locator('.paper.note img').count(), 0);
  assert.equal(await page.evaluate(() => window.hacked), undefined);
});

for (const [lang, theme] of [['en', 'light'], ['zh', 'dark'], ['en', 'dark'], ['zh', 'light']]) {
  onPage(`${lang} and ${theme}: a gateway and its panel`, async (page) => {
    const { settings } = await call(page, 'app_info');
    await call(page, 'settings_set', { ...settings, lang, theme });
    await page.reload();
    await page.locator('[data-node-id]').first().waitFor();
    await blankPlaybook(page);
    await build(page);
    await page.keyboard.press('Shift+Alt+T');
    await page.waitForTimeout(300);
    await page.locator('[data-component="note"]').click();
    await count(page, '.paper.note', 1);
    await page.locator('[data-setting="text"] textarea').fill('# Review\n- who **decides**');
    await card(page, 'decide').click();
    await page.locator('[data-setting="branches.b1"]').waitFor();
    await page.waitForTimeout(300);
    await page.screenshot({ path: artifact(`browser-gateway-${lang}-${theme}.png`) });
    await page.evaluate(readFileSync(AXE, 'utf8'));
    const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    assert.deepEqual(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`), []);
  });
}
