// Several documents in the window's page, on the real engine: tabs, restarts of the page, files that change outside,
// saves that fail. Behaviours 12, 19, 20, 21 and 25 of the list of editor behaviours.
import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { AXE, artifact, blankPlaybook, call, openPage, rpc, startBridge, startBrowser } from './bridge.mjs';

let browser;
let folder;

before(async () => {
  browser = await startBrowser();
  folder = mkdtempSync(path.join(tmpdir(), 'soarboard-e2e-'));
});

after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a test on an engine of its own that has nothing open yet. */
function onEngine(name, body) {
  test(name, async () => {
    const bridge = await startBridge();
    const pages = [];
    const open = async (options = {}) => {
      const opened = await openPage(browser, bridge.address, {
        asLeft: true,
        ...options,
      });
      pages.push(opened);
      return opened.page;
    };
    const server = (command, request) => rpc(bridge.address, command, request);
    try {
      await body({ open, server });
      for (const { page, complaints } of pages) {
        // A browser calls an answer of 422 an error; refusals are what some of these tests are about.
        assert.deepEqual(
          complaints.filter((text) => !text.includes('422')),
          [],
        );
        if (!page.isClosed()) assert.deepEqual(await page.evaluate(() => window.__soarboardErrors), []);
      }
    } catch (error) {
      const last = pages.at(-1)?.page;
      if (last && !last.isClosed())
        await last.screenshot({
          path: artifact(`failed-${name.replaceAll(/\W+/g, '-')}.png`),
        });
      throw error;
    } finally {
      for (const { context } of pages) await context.close();
      bridge.stop();
    }
  });
}

const tabs = (page) => page.locator('[data-document]');
const front = (page) => page.locator('[data-document].front');
const stage = (page) => page.locator('[data-canvas-stage]').first();
const until = (page, count) => page.waitForFunction((n) => document.querySelectorAll('[data-document]').length === n, count);

async function rename(page, name) {
  await front(page).locator('button[title]').nth(1).dblclick();
  await page.keyboard.press('Control+A');
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await front(page).getByText(name).waitFor();
}

/** Saves the playbook in front to a new file of this name. */
async function saveTo(page, server, file) {
  const target = path.join(folder, file);
  await server('/test/files', [target]);
  await page.keyboard.press('Control+S');
  await page.waitForFunction(() => !document.querySelector('[data-document].front .dot'));
  return target;
}

/** Returns what axe finds that keeps people out. */
async function audit(page) {
  await page.evaluate(readFileSync(AXE, 'utf8'));
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes: where }) => `${id}: ${where.map(({ html }) => html).join(', ')}`);
}

const writtenBy = (target, from, to) => writeFileSync(target, readFileSync(target, 'utf8').replace(from, to));
/** The window gets the focus back, as after a visit to another program. */
const comeBack = (page) => page.evaluate(() => window.dispatchEvent(new Event('focus')));

onEngine('25: the first start greets with samples, recent files and both languages', async ({ open }) => {
  const page = await open();
  await page.locator('[data-welcome]').waitFor();
  await page.locator('[data-sample]').first().waitFor();
  assert.equal(await page.locator('[data-sample]').count(), 3);
  assert.deepEqual(await audit(page), []);
  await page.getByRole('radio', { name: '中文' }).click();
  await page.getByRole('heading', { name: '最近的文件' }).waitFor();
  await page.getByRole('radio', { name: 'English' }).click();
  await page.locator('[data-sample]').first().click();
  await stage(page).waitFor();
  await until(page, 1);
});

onEngine('19: tabs open, step, close, come back, and are closed by the middle button', async ({ open, server }) => {
  const page = await open();
  await blankPlaybook(page);
  await rename(page, 'first');
  await saveTo(page, server, 'first.json');
  await blankPlaybook(page);
  await rename(page, 'second');
  assert.equal(await front(page).locator('.dot').count(), 1);
  assert.deepEqual(await audit(page), []);

  await page.keyboard.press('Control+Tab');
  await front(page).getByText('first').waitFor();
  await page.keyboard.press('Control+W');
  await until(page, 1);
  await page.keyboard.press('Control+Shift+T');
  await until(page, 2);
  await front(page).getByText('first').waitFor();
  // Its history came back with it.
  await page.keyboard.press('Control+Z');
  await front(page).locator('.dot').waitFor();
  await page.keyboard.press('Control+Y');
  await page.waitForFunction(() => !document.querySelector('[data-document].front .dot'));

  await front(page).click({ button: 'middle' });
  await until(page, 1);
  await front(page).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Close playbook' }).click();
  await page.getByRole('button', { name: 'Discard draft' }).click();
  await page.locator('[data-welcome]').waitFor();
  await page.locator('[data-welcome] .file .name', { hasText: 'first.json' }).waitFor();
});

onEngine('19: tabs are dragged into another order, which comes back', async ({ open }) => {
  const page = await open();
  for (const name of ['one', 'two', 'three']) {
    await page.keyboard.press('Control+N');
    await rename(page, name);
  }
  const order = () => page.locator('[data-document]').allInnerTexts();
  const boxes = await Promise.all([0, 2].map((index) => tabs(page).nth(index).boundingBox()));
  const at = ({ x, y, height }, part) => ({ x: x + part, y: y + height / 2 });
  const [from, to] = [at(boxes[1], 40), at(boxes[0], 10)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 12 });
  await page.mouse.up();
  assert.deepEqual((await order()).map((text) => text.trim()), ['three', 'one', 'two']);
  await page.keyboard.press('Control+Shift+PageDown');
  assert.deepEqual((await order()).map((text) => text.trim()), ['one', 'three', 'two']);
  await page.waitForTimeout(1200);
  await page.reload();
  await until(page, 3);
  assert.deepEqual((await order()).map((text) => text.trim()), ['one', 'three', 'two']);
});

onEngine('19: recent files are pinned, marked as missing and taken off the list', async ({ open, server }) => {
  const page = await open();
  for (const name of ['old', 'new']) {
    await blankPlaybook(page);
    await rename(page, name);
    await saveTo(page, server, `recent-${name}.json`);
  }
  rmSync(path.join(folder, 'recent-old.json'));
  await page.keyboard.press('Control+W');
  await until(page, 1);
  await page.keyboard.press('Control+W');
  await page.locator('[data-welcome]').waitFor();
  const rows = page.locator('[data-welcome] li:has(.file)');
  await rows.getByText('Missing').waitFor();
  assert.match(await rows.nth(1).innerText(), /recent-old\.json[^]*Missing/);
  await page.getByRole('button', { name: 'Keep recent-old.json on top' }).click();
  await page.waitForFunction(() => document.querySelector('[data-welcome] .file .name')?.textContent === 'recent-old.json');
  await page.getByRole('button', { name: 'Take recent-old.json off the list' }).click();
  await page.waitForFunction(() => document.querySelectorAll('[data-welcome] .file').length === 1);
});

onEngine('20: tabs, drafts, undo, viewport, selection and panels come back without asking', async ({ open, server }) => {
  let page = await open();
  await blankPlaybook(page);
  await rename(page, 'saved');
  await saveTo(page, server, 'kept.json');
  await page.keyboard.press('Control+Shift+N');
  await page.locator('[role="dialog"] [data-template="review-response-rules"]').click();
  await until(page, 2);
  await rename(page, 'draft');
  await page.locator('[data-node-id]').nth(1).click();
  await page.keyboard.press('Control+=');
  await page.keyboard.press('Control+=');
  await page.getByRole('button', { name: 'Credentials' }).click();
  const look = () =>
    page.evaluate(() => ({
      selected: [...document.querySelectorAll('[data-node-id][aria-selected="true"], [data-node-id].selected')].map(
        (n) => n.dataset.nodeId,
      ),
      place: document.querySelector('[data-node-id]')?.getBoundingClientRect().toJSON(),
      tabs: [...document.querySelectorAll('[data-document]')].map((tab) => tab.dataset.document),
      front: document.querySelector('[data-document].front')?.dataset.document,
    }));
  await page.waitForTimeout(1200);
  const before = await look();
  await page.evaluate(() => localStorage.clear());
  await page.close();

  page = await open();
  await stage(page).waitFor();
  await page.waitForFunction((tab) => document.querySelector('[data-document].front')?.dataset.document === tab, before.front);
  await page.locator('[data-node-id]').first().waitFor();
  await page.waitForFunction(
    (x) => Math.abs(document.querySelector('[data-node-id]').getBoundingClientRect().x - x) < 1,
    before.place.x,
  );
  assert.deepEqual(await look(), before);
  assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0);
  assert.equal(await page.locator('[role="dialog"]').count(), 0);
  await page.keyboard.press('Control+Z');
  await page.waitForFunction(() => !document.querySelector('[data-document].front')?.textContent.includes('draft'));
});

onEngine('21: a file changed outside is followed while clean and asked about once while not', async ({ open, server }) => {
  const page = await open();
  await blankPlaybook(page);
  await rename(page, 'mine');
  const target = await saveTo(page, server, 'outside.json');
  writtenBy(target, '"mine"', '"theirs"');
  await comeBack(page);
  await front(page).getByText('theirs').waitFor();

  await rename(page, 'mine again');
  writtenBy(target, '"theirs"', '"theirs again"');
  await comeBack(page);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Compare' }).click();
  await dialog.locator('.line.mine').getByText('mine again').waitFor();
  await dialog.locator('.line.theirs').getByText('theirs again').waitFor();
  assert.deepEqual(await audit(page), []);
  await dialog.getByRole('button', { name: 'Load theirs' }).click();
  await front(page).getByText('theirs again').waitFor();
  // Undo brings mine back, and then keeping it replaces what is seen, nothing else.
  await page.keyboard.press('Control+Z');
  await front(page).getByText('mine again').waitFor();
  writtenBy(target, '"theirs again"', '"once more"');
  await page.keyboard.press('Control+S');
  await page.getByRole('button', { name: 'Keep mine' }).click();
  await page.waitForFunction(() => !document.querySelector('[data-document].front .dot'));
  assert.match(readFileSync(target, 'utf8'), /"mine again"/);
});

onEngine('a save that fails leaves the work unsaved, names the cause and offers another place', async ({ open, server }) => {
  const page = await open();
  await blankPlaybook(page);
  await rename(page, 'kept');
  const target = await saveTo(page, server, 'locked.json');
  const before = readFileSync(target, 'utf8');
  chmodSync(target, 0o444);
  await rename(page, 'kept and changed');
  await page.keyboard.press('Control+S');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('locked.json').waitFor();
  assert.equal(readFileSync(target, 'utf8'), before);
  const other = path.join(folder, 'elsewhere.json');
  await server('/test/files', [other]);
  await dialog.getByRole('button', { name: 'Save elsewhere…' }).click();
  await page.waitForFunction(() => !document.querySelector('[data-document].front .dot'));
  assert.match(readFileSync(other, 'utf8'), /kept and changed/);
});

onEngine('files handed over are opened, what is no playbook is named', async ({ open, server }) => {
  const page = await open();
  const good = path.join(folder, 'handed.json');
  const odd = path.join(folder, 'handed.txt');
  writeFileSync(good, '{"formatVersion":1,"name":"handed","nodes":[]}');
  writeFileSync(odd, '<img src=x onerror=alert(1)>');
  await server('/test/hand', [good, odd]);
  await front(page).getByText('handed').waitFor();
  await page
    .getByText(/handed\.txt|not JSON|JSON/)
    .first()
    .waitFor();
  assert.equal(await page.locator('img[onerror]').count(), 0);
  const { tabs: open_ } = await call(page, 'workspace_open');
  assert.equal(open_.length, 1);
});

onEngine('13: a text is found in all playbooks of a folder, and a hit opens its file at the place', async ({ open, server }) => {
  const page = await open();
  const place = mkdtempSync(path.join(folder, 'found-'));
  const call_ = { id: 'n2', name: 'block', kind: 'AliyunCloudOpenAPI', action: 'assumeApi', description: 'For 203.0.113.7' };
  const nodes = [{ id: 'n1', name: 'event', kind: 'start' }, call_];
  for (const name of ['a', 'b']) {
    const text = JSON.stringify({ formatVersion: 1, name: `book ${name}`, nodes: name === 'a' ? nodes : nodes.slice(0, 1) });
    writeFileSync(path.join(place, `${name}.playbook.json`), text);
  }
  writeFileSync(path.join(place, 'broken.playbook.json'), '<html>');
  await page.locator('[data-welcome]').waitFor();
  await page.keyboard.press('Control+Shift+F');
  const dialog = page.getByRole('dialog', { name: 'Find in folder' });
  await server('/test/files', [place]);
  await dialog.locator('[data-action="choose-folder"]').click();
  await dialog.getByText('in 0 of 2 playbooks').waitFor();
  await dialog.getByText('One file could not be looked through').waitFor();
  await dialog.getByRole('combobox').fill('203.0.113');
  await dialog.getByText('One hit in 1 of 2 playbooks').waitFor();
  await page.screenshot({ path: artifact('find-in-folder.png') });
  assert.deepEqual(await audit(page), []);
  await dialog.getByRole('combobox').press('Enter');
  await front(page).getByText('book a').waitFor();
  await page.locator('[data-node-id="n2"][aria-selected="true"], [data-node-id="n2"].selected').waitFor();
});

for (const lang of ['en', 'zh']) {
  for (const theme of ['light', 'dark']) {
    onEngine(`pictures of tabs, welcome and the changed file: ${lang} ${theme}`, async ({ open, server }) => {
      const { settings } = await server('app_info');
      await server('settings_set', { ...settings, lang, theme });
      const page = await open();
      for (const name of ['Isolate host', '封禁恶意 IP', 'A name that is far too long to be shown whole in its tab']) {
        await blankPlaybook(page);
        await rename(page, name);
        const target = path.join(folder, `picture-${lang}-${theme}-${name.length}.json`);
        if (name !== '封禁恶意 IP') {
          await server('/test/files', [target]);
          await page.keyboard.press('Control+S');
        }
        await page.waitForTimeout(300);
      }
      await page.screenshot({ path: artifact(`tabs-${lang}-${theme}.png`) });
      const target = path.join(folder, `picture-${lang}-${theme}-56.json`);
      await rename(page, 'Changed here');
      writtenBy(target, /"name": "[^"]*"/, '"name": "Changed there"');
      await comeBack(page);
      await page.getByRole('dialog').getByRole('button').nth(1).click();
      await page.locator('.line.theirs').waitFor();
      await page.screenshot({
        path: artifact(`file-changed-${lang}-${theme}.png`),
      });
      await page.keyboard.press('Escape');
      await page.waitForFunction(() => !document.querySelector('[role="dialog"]'));
      await page.locator('[data-document].front').click({ button: 'right' });
      await page.waitForTimeout(200);
      await page.screenshot({
        path: artifact(`tab-menu-${lang}-${theme}.png`),
      });
      await page.keyboard.press('Escape');
      for (const { doc } of (await server('workspace_open')).tabs) await server('document_close', { doc, discard: true });
      await page.reload();
      await page.locator('[data-welcome]').waitFor();
      await page.waitForTimeout(200);
      await page.screenshot({
        path: artifact(`welcome-${lang}-${theme}.png`),
      });
    });
  }
}
