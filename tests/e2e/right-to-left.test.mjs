// Names that are written from right to left, or that hold marks which force a direction, turn round nothing beside them:
// what follows a name stands right of it, in findings, questions, tabs, lists and paths.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { artifact, call, chooseFiles } from './bridge.mjs';
import { suite } from './suite.mjs';

const onPage = suite({ refusals: true });
const folder = mkdtempSync(path.join(tmpdir(), 'soarboard-rtl-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A mark that turns everything up to its end, whose end is missing; letters that are written so; an isolation left open. */
const NAMES = ['\u202egnp', 'مرحبا', '\u2067ab\u202ecd'];

const doc = (page) => page.locator('[data-document].front').getAttribute('data-document');
const edit = async (page, command) => call(page, 'edit', { doc: await doc(page), command });

/**
 * Demands that the words of an element stand as a reader of the language expects: each of `parts`, in their order, right of
 * the one before or on a lower line, and each that is a word of ours from left to right in itself.
 */
async function reads(locator, name, suffix) {
  await locator.waitFor();
  const found = await locator.evaluate(
    (element, [first, second]) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      const letters = [];
      for (let node = walker.nextNode(); node; node = walker.nextNode())
        for (let at = 0; at < node.data.length; at += 1) letters.push([node, at]);
      const whole = letters.map(([node, at]) => node.data[at]).join('');
      const boxes = (text, from) => {
        const start = whole.indexOf(text, from);
        if (start < 0) return null;
        const rects = letters.slice(start, start + text.length).map(([node, at]) => {
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + 1);
          const { left, right, top, width } = range.getBoundingClientRect();
          return { left, right, top, width };
        });
        return { end: start + text.length, rects: rects.filter(({ width }) => width > 0) };
      };
      const name = boxes(first, 0);
      const suffix = name && boxes(second, name.end);
      return { whole, name: name?.rects, suffix: suffix?.rects };
    },
    [name, suffix],
  );
  const said = JSON.stringify([found.whole.slice(0, 200), name, suffix]);
  assert.ok(found.name?.length > 0 && found.suffix?.length > 0, `not shown: ${said}`);
  const right = Math.max(...found.name.map((box) => box.right));
  const [first, last] = [found.suffix[0], found.suffix.at(-1)];
  assert.ok(first.left >= right - 1 || first.top > found.name[0].top + 8, `the words after a name stand before it: ${said}`);
  assert.ok(last.left >= first.left || last.top > first.top, `the words after a name are turned round: ${said}`);
}

for (const name of NAMES) {
  onPage(`what follows a name stands right of it: ${JSON.stringify(name)}`, async (page) => {
    const { settings } = await call(page, 'app_info');
    await call(page, 'settings_set', { ...settings, lang: 'en', theme: 'light' });
    const { nodes, header } = await call(page, 'document_show', { doc: await doc(page) });
    const caller = nodes.find(({ kind }) => kind === 'AliyunCloudOpenAPI').id;
    await edit(page, { setHeader: { ...header, name } });
    await edit(page, { renameNode: { node: caller, name } });
    await edit(page, { setSettings: { node: caller, settings: [{ path: ['operation'], value: '' }, { path: ['product'], value: name }] } });
    const { created: inner } = await edit(page, { addNode: { kind: 'childFlow', position: { x: 600, y: 400 } } });
    await edit(page, { renameNode: { node: inner[0], name: `${name} x` } });
    await page.waitForTimeout(700);
    await page.reload();
    await page.locator('[data-node-id]').first().waitFor();

    // The tab: the dot of unsaved work and the button that closes.
    const tab = page.locator('[data-document].front');
    const [nameBox, dot, close] = await Promise.all(
      ['[title]:not(.kind):not(.dot)', '.dot', '.close'].map((part) => tab.locator(part).first().boundingBox()),
    );
    assert.ok(nameBox.x < dot.x && dot.x < close.x, JSON.stringify([nameBox, dot, close]));

    // Findings: the sentence, and the place with the setting behind the name.
    await page.locator('footer.status button').first().click();
    const finding = page.locator('[data-problem]', { hasText: 'has no API operation yet' });
    await reads(finding.locator('.words'), name, 'has no API operation yet');
    await reads(finding.locator('.place'), name, 'operation');
    // The same sentence at its node.
    await page.locator(`[data-node-id="${caller}"]`).click({ position: { x: 30, y: 10 } });
    await reads(page.locator('aside.inspector .notes .words', { hasText: 'has no API operation yet' }).first(), name, 'has no API operation yet');
    await page.screenshot({ path: artifact(`right-to-left-${NAMES.indexOf(name)}.png`) });

    // Outline: the number of findings right of the name.
    await page.keyboard.press('Control+Shift+O');
    const row = page.locator('[role="treeitem"]', { has: page.locator('.badge') }).first();
    await row.waitFor();
    const [title, badge] = [await row.locator('.name').boundingBox(), await row.locator('.badge').boundingBox()];
    assert.ok(badge.x >= title.x + title.width - 1, JSON.stringify([title, badge]));

    // The path of a child flow, in order.
    await page.locator(`[data-node-id="${inner[0]}"]`).click({ position: { x: 30, y: 10 } });
    await page.keyboard.press('Enter');
    const steps = page.locator('[data-flow-path] li');
    await steps.nth(1).waitFor();
    const [outer, own] = [await steps.nth(0).boundingBox(), await steps.nth(1).boundingBox()];
    assert.ok(own.x >= outer.x + outer.width - 1, JSON.stringify([outer, own]));
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');

    // A question with the name in its title.
    await tab.click({ button: 'middle' });
    await reads(page.getByRole('dialog').getByRole('heading'), name, 'with unsaved changes?');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    // Found in a folder: the playbook's name and how many hits; recent files: the file and its buttons.
    await chooseFiles(page, [path.join(folder, `${name}.playbook.json`)]);
    await page.keyboard.press('Control+S');
    await page.waitForFunction(() => !document.querySelector('[data-document].front .dot'));
    await page.keyboard.press('Control+Shift+F');
    const dialog = page.getByRole('dialog', { name: 'Find in folder' });
    await chooseFiles(page, [folder]);
    await dialog.locator('[data-action="choose-folder"]').click();
    await dialog.getByRole('combobox').fill(name.replaceAll(/[\u2066-\u2069\u202a-\u202e]/g, '').slice(0, 2));
    const file = dialog.locator('.file', { hasText: name });
    await file.waitFor();
    const total = await file.locator('small').textContent();
    await reads(file, name, total);
    await reads(dialog.locator('.hit .where').first(), name, 'Name');
    await page.keyboard.press('Escape');
  });
}
