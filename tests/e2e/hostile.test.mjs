// What people paste, drop and type that was made to do harm, or only to be odd: shown as text, never run, and the layout holds.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { AXE, artifact, call } from './bridge.mjs';
import { TEXTS, nothingRan, watch } from './hostile-texts.mjs';
import { suite } from './suite.mjs';

const onPage = suite({ refusals: true });

/** Of `hostile-texts.mjs` those that are odd to lay out: what the others try is looked at in `hostile-fields.test.mjs`. */
const HOSTILE = {
  markup: TEXTS['image handler'],
  'right to left': TEXTS['right to left'],
  long: TEXTS.long,
  'long words': '很长的名字'.repeat(2_000),
  emoji: TEXTS.emoji,
};

const doc = (page) => page.locator('[data-document].front').getAttribute('data-document');
const edit = async (page, command) => call(page, 'edit', { doc: await doc(page), command });
const show = async (page) => call(page, 'document_show', { doc: await doc(page) });

/** Nothing is wider than the window, and no bar has grown. */
async function layoutHolds(page) {
  const found = await page.evaluate(() => {
    const box = (selector) => document.querySelector(selector)?.getBoundingClientRect();
    return {
      overflow: document.documentElement.scrollWidth - innerWidth,
      down: document.documentElement.scrollHeight - innerHeight,
      bar: box('header.bar')?.height,
      status: box('footer.status')?.height,
      inspector: box('aside.inspector')?.right,
    };
  });
  assert.deepEqual([found.overflow, found.down], [0, 0], JSON.stringify([found, await sticksOut(page)]));
  assert.ok(found.bar < 60 && found.status < 40 && found.inspector <= 1440, JSON.stringify(found));
}

/** What is placed absolutely against the window itself and reaches beyond it. */
const sticksOut = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter((node) => getComputedStyle(node).position === 'absolute' && (node.offsetParent ?? document.body) === document.body)
      .filter((node) => node.getBoundingClientRect().bottom > innerHeight || node.getBoundingClientRect().right > innerWidth)
      .slice(0, 5)
      .map((node) => `${node.parentElement.className} > ${node.tagName}.${node.className}`),
  );

for (const [kind, text] of Object.entries(HOSTILE)) {
  onPage(`hostile texts in every field: ${kind}`, async (page) => {
    const { nodes } = await show(page);
    // Names must be referable; what they may not be called the engine says, and the rest is tried.
    for (const { id, kind: of } of nodes) {
      if (of !== 'start') await edit(page, { renameNode: { node: id, name: text } }).catch((error) => assert.match(String(error), /name-/));
      await edit(page, { describeNode: { node: id, description: text } });
    }
    await edit(page, {
      setHeader: {
        name: text,
        description: text,
        trigger: { type: 'custom', inputs: [{ name: text, type: text, required: true, description: text, example: text }] },
      },
    });
    const caller = nodes.find(({ kind: of }) => of === 'AliyunCloudOpenAPI').id;
    for (const path of [['product'], ['version'], ['operation'], ['region'], ['endpoint'], ['parameters', text], [text]])
      await edit(page, { setSettings: { node: caller, settings: [{ path, value: path.length > 1 ? { value: text } : text }] } }).catch((error) =>
        assert.match(String(error), /setting-/),
      );
    const { created: note } = await edit(page, { addNode: { kind: 'note', position: { x: 40, y: 400 } } });
    await edit(page, { setSettings: { node: note[0], settings: [{ path: ['text'], value: text }] } });
    const { created: fork } = await edit(page, { addNode: { kind: 'exclusiveGateway', position: { x: 500, y: 400 } } });
    const branches = [{ id: 'b1', name: text, when: { left: text, operator: text, right: text } }];
    await edit(page, { setSettings: { node: fork[0], settings: [{ path: ['branches'], value: branches }] } });
    await page.waitForTimeout(700);
    await page.reload();
    await page.locator('[data-node-id]').first().waitFor();
    await page.locator('[data-canvas-stage]').focus();
    await page.keyboard.press('Control+1');

    for (const id of [caller, fork[0], note[0]]) {
      await page.locator(`[data-node-id="${id}"]`).click({ position: { x: 30, y: 10 } });
      await page.locator('[data-setting]').first().waitFor();
      await layoutHolds(page);
    }
    await page.keyboard.press('Control+F');
    await page.keyboard.type(text.slice(0, 12));
    await page.waitForTimeout(200);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Shift+O');
    await page.waitForTimeout(100);
    await layoutHolds(page);
    await page.screenshot({ path: artifact(`hostile-${kind.replaceAll(' ', '-')}.png`) });
    assert.equal(await page.locator('img[onerror], script:not([src]):not([type="module"])').count(), 0);
  });
}

for (const kind of ['long', 'right to left', 'emoji', 'markup']) {
  onPage(`a hostile text goes in by hand: ${kind}`, async (page) => {
    const text = HOSTILE[kind];
    const seen = await watch(page);
    const { nodes } = await show(page);
    const caller = nodes.find(({ kind: of }) => of === 'AliyunCloudOpenAPI').id;
    /** Puts the text into a field as a paste or an input method does, the first letters by keys. */
    const enter = async (field, end) => {
      await field.click();
      await page.keyboard.press('Control+A');
      await page.keyboard.type('ab');
      await page.keyboard.press('Control+A');
      await page.keyboard.insertText(text);
      assert.equal(await field.inputValue(), text);
      await layoutHolds(page);
      await page.keyboard.press(end);
    };
    const setting = (name) => page.locator(`[data-setting="${name}"] :is(input, textarea)`).first();
    await page.locator(`[data-node-id="${caller}"]`).click({ position: { x: 30, y: 10 } });
    await page.locator('[data-setting="endpoint"]').waitFor();
    await enter(setting('name'), 'Tab');
    await enter(setting('endpoint'), 'Tab');
    await page.locator('[data-canvas-stage]').first().focus();
    await page.keyboard.press('Escape');
    await enter(setting('description'), 'Tab');
    await enter(setting('name'), 'Enter');
    await page.locator('[data-component="note"]').click();
    await enter(setting('text'), 'Control+Enter');
    await page.keyboard.press('Escape');
    await page.locator('[data-canvas-stage]').first().focus();
    await page.keyboard.press('Control+F');
    await enter(page.getByRole('search').getByRole('combobox'), 'Enter');
    await page.keyboard.press('Escape');
    await layoutHolds(page);
    await nothingRan(page, seen);

    const now = await show(page);
    assert.equal(now.header.name, text.trim());
    assert.equal(now.header.description, text);
    assert.equal(now.nodes.find(({ kind: of }) => of === 'note').settings.text, text);
    assert.equal(now.nodes.find(({ id }) => id === caller).settings.endpoint, text);
    // A name that would break references is kept in its field with the reason, and the node keeps the name it had.
    const { name } = now.nodes.find(({ id }) => id === caller);
    assert.equal(name === text, !/[.<>"]/.test(text), name.slice(0, 80));
  });
}

onPage('11: foreign text on the clipboard is shown with the reason, a whole playbook offers its nodes', async (page) => {
  const before = (await show(page)).nodes.length;
  const paste = async (text) => {
    await page.locator('[data-canvas-stage]').first().focus();
    await page.evaluate((value) => navigator.clipboard.writeText(value), text);
    await page.keyboard.press('Control+V');
  };
  const dialog = page.getByRole('dialog');
  for (const text of [HOSTILE.markup, '{"cells":[{"onerror":1}]}', HOSTILE['right to left'], `${HOSTILE.long}${HOSTILE.markup}`]) {
    await paste(text);
    await dialog.getByText('This cannot be pasted here').waitFor();
    assert.equal(await page.locator('[data-paste-preview] *').count(), 0);
    assert.ok((await page.locator('[data-paste-preview]').innerText()).startsWith(text.slice(0, 20)));
    await layoutHolds(page);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  }
  assert.equal((await show(page)).nodes.length, before);

  const { nodes } = await show(page);
  await paste(JSON.stringify({ formatVersion: 1, name: HOSTILE.markup, nodes: [{ ...nodes.at(-1), id: '__proto__' }] }));
  await dialog.getByText('The clipboard holds a whole playbook').waitFor();
  await page.evaluate(readFileSync(AXE, 'utf8'));
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  assert.deepEqual(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id), []);
  await page.screenshot({ path: artifact('paste-preview.png') });
  await dialog.getByRole('button', { name: 'Insert its node' }).click();
  await page.waitForFunction((n) => document.querySelectorAll('[data-node-id]').length === n, before + 1);
  assert.equal((await show(page)).nodes.length, before + 1);
  await page.keyboard.press('Control+Z');
  await page.waitForFunction((n) => document.querySelectorAll('[data-node-id]').length === n, before);
}, { permissions: ['clipboard-read', 'clipboard-write'] });
