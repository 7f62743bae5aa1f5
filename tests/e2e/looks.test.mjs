// How the canvas shows what is going on, measured on the page: the connection a node is dropped on, the "+" of a connection,
// and states that nobody has to tell by their colour.
import assert from 'node:assert/strict';
import { artifact, blankPlaybook, middle } from './bridge.mjs';
import { card, count, edit, layOut } from './stage.mjs';
import { suite } from './suite.mjs';

const onPage = suite({ begin: blankPlaybook, refusals: true });
const dashes = (page) => page.locator('[data-edge-id] .line').evaluate((line) => getComputedStyle(line).strokeDasharray);

onPage('2: the connection under a dragged node is dashed until it is let go', async (page) => {
  await layOut(page, ['SLS', 'filter'], [[0, 2]], 260);
  assert.equal(await dashes(page), 'none');
  const from = await middle(card(page, 'filter'));
  const edge = await middle(page.locator('[data-edge-id] .line'));
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(edge.x + 4, edge.y + 4, { steps: 6 });
  await count(page, '.edge.target', 1);
  assert.match(await dashes(page), /\d+px, \d+px/);
  await page.screenshot({ path: artifact('looks-splice.png') });
  // Away from it, it is whole again.
  await page.mouse.move(from.x, from.y + 60, { steps: 6 });
  await count(page, '.edge.target', 0);
  assert.equal(await dashes(page), 'none');
  await page.keyboard.press('Escape');
  await page.mouse.up();
});

onPage('1: the plus of a connection comes after a rest of 150 ms, where the pointer is', async (page) => {
  await layOut(page, ['SLS'], [[0, 2]]);
  const edge = await middle(page.locator('[data-edge-id] .line'));
  await page.evaluate(() => {
    window.__moved = 0;
    window.addEventListener('pointermove', () => (window.__moved = performance.now()), true);
    new MutationObserver(() => {
      if (document.querySelector('[data-canvas-plus]')) window.__shown ??= performance.now();
    }).observe(document.body, { childList: true, subtree: true });
  });
  const at = { x: edge.x - 12, y: edge.y };
  await page.mouse.move(at.x - 2, at.y);
  await page.mouse.move(at.x, at.y);
  await page.locator('[data-canvas-plus]').waitFor();
  const rested = await page.evaluate(() => window.__shown - window.__moved);
  assert.ok(rested >= 145 && rested < 1_500, `${rested} ms`);
  const plus = await middle(page.locator('[data-canvas-plus]'));
  assert.ok(Math.hypot(plus.x - at.x, plus.y - at.y) < 8, JSON.stringify([plus, at]));
  await page.mouse.move(at.x, at.y + 200);
  await page.locator('[data-canvas-plus]').waitFor({ state: 'detached' });
});

/** What is left of an element's look without any colour: words, shapes, kinds and widths of lines, how faint it is. */
const shapeOf = (page, id) =>
  page.locator(`[data-node-id="${id}"]`).evaluate((root) => {
    const look = (element) => {
      const style = getComputedStyle(element);
      const lines = [style.borderStyle, style.borderWidth, style.outlineStyle, style.outlineWidth, style.opacity, style.textDecorationLine];
      const shadow = style.boxShadow.replaceAll(/rgba?\([^)]*\)|oklch\([^)]*\)|color\([^)]*\)/g, '');
      return [...lines, shadow, element.getAttribute('d') ?? ''].join(' ');
    };
    const words = [...root.querySelectorAll('*')].filter((element) => element.children.length === 0 && !element.closest('.title'));
    return JSON.stringify([look(root), ...[...root.querySelectorAll('*')].map(look), ...words.map((element) => element.textContent)]);
  });

for (const theme of ['light', 'dark'])
  onPage(`states of a node can be told without colour: ${theme}`, async (page) => {
    await page.emulateMedia({ colorScheme: theme });
    const calls = [
      ['cloud-siem', '2022-06-16', 'ListAutomateResponseConfigs'],
      ['Ecs', '2014-05-26', 'TagResources'],
      ['Ecs', '2014-05-26', 'DeleteInstance'],
    ];
    const [, , ...ids] = await layOut(page, ['AliyunCloudOpenAPI', 'AliyunCloudOpenAPI', 'AliyunCloudOpenAPI'], [[0, 2], [2, 3], [3, 4], [4, 1]]);
    for (const [index, [product, version, operation]] of calls.entries())
      await edit(page, {
        setSettings: {
          node: ids[index],
          settings: Object.entries({ product, version, operation }).map(([name, value]) => ({ path: [name], value })),
        },
      });
    await page.waitForTimeout(700);
    await page.reload();
    await page.locator(`.card.destroy[data-node-id="${ids[2]}"], .card.destructive[data-node-id="${ids[2]}"]`).waitFor();
    await page.locator('[data-canvas-stage]').focus();
    await page.keyboard.press('Escape');
    await page.waitForTimeout(500);

    // Without their problems, which would tell them apart by their number.
    const icons = await Promise.all(ids.map((id) => page.locator(`[data-node-id="${id}"] svg`).first().innerHTML()));
    assert.equal(new Set(icons).size, 3, 'reading, writing and destroying have shapes of their own');

    const [read] = ids;
    const plain = await shapeOf(page, read);
    const seen = new Map([['at rest', plain]]);
    await page.locator(`[data-node-id="${read}"] .title`).click();
    await page.keyboard.press('d');
    await page.locator(`[data-node-id="${read}"].disabled`).waitFor();
    await page.keyboard.press('Escape');
    await count(page, '.selected[data-node-id]', 0);
    await page.mouse.move(5, 5);
    seen.set('disabled', await shapeOf(page, read));
    await page.keyboard.press('Control+Z');
    await page.locator(`[data-node-id="${read}"].disabled`).waitFor({ state: 'detached' });
    await page.locator(`[data-node-id="${read}"] .title`).click();
    await page.mouse.move(5, 5);
    seen.set('selected', await shapeOf(page, read));
    await page.screenshot({ path: artifact(`looks-states-${theme}.png`) });
    assert.equal(new Set(seen.values()).size, seen.size, 'each state has a look of its own');
    assert.match(await page.locator(`[data-node-id="${read}"]`).innerText(), /\d/, 'problems are a number on the node');
  });
