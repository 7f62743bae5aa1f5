// The window's page in a browser, on the real engine: drawing by pointer, undo, a practice call, looks, accessibility.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { ARTIFACTS, AXE, artifact, blankPlaybook, call, drag, middle } from './bridge.mjs';
import { suite } from './suite.mjs';

const onPage = suite();

const nodes = (page) => page.locator('[data-node-id]');
const edges = (page) => page.locator('[data-edge-id]');
const ofKind = (page, kind) => page.locator(`[data-component="${kind}"]`);

/** Drags a component to a place on the canvas, given as parts of its width and height; returns the new node's id. */
async function place(page, kind, across, down) {
  const ids = () => nodes(page).evaluateAll((all) => all.map((node) => node.dataset.nodeId));
  const known = await ids();
  const stage = await page.locator('[data-canvas-stage]').first().boundingBox();
  const to = {
    x: stage.x + stage.width * across,
    y: stage.y + stage.height * down,
  };
  await drag(page, await middle(ofKind(page, kind)), to);
  await page.waitForFunction((count) => document.querySelectorAll('[data-node-id]').length === count, known.length + 1);
  return (await ids()).find((id) => !known.includes(id));
}

const port = (page, node, side) => page.locator(`[data-node-id="${node}"] .port.${side}`);

/** Draws a wire from a node's right port to another's left port. */
async function wire(page, from, to) {
  const before = await edges(page).count();
  await drag(page, await middle(port(page, from, 'out')), await middle(port(page, to, 'in')));
  await page.waitForFunction((count) => document.querySelectorAll('[data-edge-id]').length === count, before + 1);
}

onPage('the sample opens without a complaint', async (page) => {
  await page.waitForFunction(
    () => document.querySelectorAll('[data-node-id]').length >= 3 && document.querySelectorAll('[data-edge-id]').length >= 2,
  );
});

onPage('components dragged from the palette become nodes, ports dragged become edges', async (page) => {
  await blankPlaybook(page);
  await clearNodes(page);

  const start = await place(page, 'start', 0.15, 0.4);
  const action = await place(page, 'AliyunCloudOpenAPI', 0.5, 0.4);
  const end = await place(page, 'end', 0.85, 0.4);
  await wire(page, start, action);
  await wire(page, action, end);

  assert.equal(await nodes(page).count(), 3);
  assert.equal(await edges(page).count(), 2);
});

onPage('the inspector follows what the engine says about a fresh node', async (page) => {
  await blankPlaybook(page);
  await place(page, 'AliyunCloudOpenAPI', 0.5, 0.2);
  const field = (name) => page.locator(`[data-setting="${name}"] input`);
  await field('operation').click();
  await page.keyboard.type('ListAutomateResponseConfigs');
  await page.getByRole('option', { name: 'ListAutomateResponseConfigs' }).first().click();

  // What is detected about paging is filled in last; until then the sections still grow and move what is below.
  await page.waitForFunction(
    () =>
      document.querySelector('[data-setting="product"] input')?.value.startsWith('cloud-siem') &&
      document.querySelector('[data-setting="paging.totalPath"] input')?.value === '.Data.PageInfo.TotalCount',
  );
  await page.locator('[data-action="recommend-endpoint"]').click();
  await page.waitForFunction(
    () => document.querySelector('[data-setting="endpoint"] input')?.value === 'cloud-siem.cn-shanghai.aliyuncs.com',
  );
});

onPage('undo takes each step back and redo does it again', async (page) => {
  await blankPlaybook(page);
  await clearNodes(page);
  const start = await place(page, 'start', 0.2, 0.4);
  const end = await place(page, 'end', 0.7, 0.4);
  await wire(page, start, end);

  const counts = async () => [await nodes(page).count(), await edges(page).count()];
  const after = async (keys, expected) => {
    await page.keyboard.press(keys);
    await page.waitForFunction(
      ([n, e]) =>
        document.querySelectorAll('[data-node-id]').length === n && document.querySelectorAll('[data-edge-id]').length === e,
      expected,
    );
    return counts();
  };

  assert.deepEqual(await after('Control+Z', [2, 0]), [2, 0]);
  assert.deepEqual(await after('Control+Z', [1, 0]), [1, 0]);
  assert.deepEqual(await after('Control+Shift+Z', [2, 0]), [2, 0]);
  assert.deepEqual(await after('Control+Shift+Z', [2, 1]), [2, 1]);
});

onPage('a practice call of the sample asks first and then shows rows', async (page) => {
  await page.getByRole('button', { name: 'Test call' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('practice').first().waitFor();
  for (const field of await dialog.locator('fieldset input').all()) if (!(await field.inputValue())) await field.fill('test');
  await dialog.locator('button').last().click();
  await dialog.waitFor({ state: 'hidden' });

  const table = page.getByRole('grid');
  await table.getByRole('gridcell').first().waitFor();

  const rows = Number(await table.getAttribute('aria-rowcount')) - 1;
  assert.ok(rows > 0, `${rows} rows`);
  await page.screenshot({ path: artifact('browser-practice-call.png') });
});

const LOOKS = [
  ...['en', 'zh'].flatMap((lang) => ['light', 'dark'].map((theme) => ({ lang, theme }))),
  { lang: 'en', theme: 'light', contrast: 'high' },
  { lang: 'zh', theme: 'dark', contrast: 'high', textScale: 200 },
];

for (const looks of LOOKS) {
  const { lang, theme } = looks;
  const name = Object.values(looks).join('-');
  onPage(`${name}: nothing seriously inaccessible, and a picture to look at`, async (page) => {
    const { settings } = await call(page, 'app_info');
    await call(page, 'settings_set', { ...settings, ...looks });
    await page.reload();
    await nodes(page).first().waitFor();
    // A selected action shows the panel that has the most in it.
    await page.locator('.card[data-node-id] .title').first().click();
    await page.locator('[data-setting]').first().waitFor();

    const found = await audit(page);
    await page.screenshot({ path: artifact(`browser-${name}.png`) });

    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), theme);
    assert.equal(await page.evaluate(() => document.documentElement.lang.slice(0, 2)), lang);
    assert.deepEqual(found, [], `pictures are in ${ARTIFACTS}`);
  });
}

/** Returns what axe finds that keeps people out. */
async function audit(page) {
  await page.evaluate(readFileSync(AXE, 'utf8'));
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes: where }) => `${id}: ${where.map(({ target }) => target.join(' ')).join(', ')}`);
}

/** Takes away what a template brought, so that a test draws everything itself. */
async function clearNodes(page) {
  if ((await nodes(page).count()) === 0) return;
  await nodes(page).first().click();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await page.waitForFunction(() => document.querySelectorAll('[data-node-id]').length === 0);
}

/** Holds back a part of the page that is loaded when it is first asked for; resolves to what lets it in. */
async function heldBack(page, part) {
  let letIn;
  const isLetIn = new Promise((resolve) => (letIn = resolve));
  await page.route(`**/${part}*.js`, (route) => isLetIn.then(() => route.continue()));
  return letIn;
}

onPage('what is typed before the command palette is there goes into it, and to nothing behind it', async (page) => {
  await page.locator('[data-canvas-stage]').first().focus();
  const letIn = await heldBack(page, 'CommandPalette');
  const tabs = await page.locator('[data-document]').count();
  await page.keyboard.press('Control+K');
  await page.keyboard.type('new');
  await page.keyboard.press('Delete');
  letIn();
  const field = page.getByRole('dialog').getByRole('combobox');
  await field.waitFor();
  assert.equal(await field.inputValue(), 'new');
  await field.press('Escape');
  assert.equal(await page.locator('[data-document]').count(), tabs);
  assert.equal(await page.locator('aside input:focus').count(), 0, 'n looks for a component where nobody asked');
});

onPage('a command that is typed and ended before the palette is there is performed', async (page) => {
  const { settings } = await call(page, 'app_info');
  await call(page, 'settings_set', { ...settings, lang: 'en' });
  await page.reload();
  await page.locator('[data-node-id]').first().waitFor();
  await page.locator('[data-canvas-stage]').first().focus();
  const letIn = await heldBack(page, 'CommandPalette');
  await page.keyboard.press('Control+K');
  await page.keyboard.type('outline');
  await page.keyboard.press('Enter');
  letIn();
  await page.locator('[role="tree"]').waitFor();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});

onPage('what is typed before the find bar is there is looked for', async (page) => {
  await page.locator('[data-canvas-stage]').first().focus();
  const letIn = await heldBack(page, 'FindBar');
  await page.keyboard.press('Control+F');
  await page.keyboard.type('in');
  letIn();
  const field = page.getByRole('search').getByRole('combobox');
  await field.waitFor();
  await page.keyboard.type('stance');
  assert.equal(await field.inputValue(), 'instance');
  assert.equal(await page.locator('aside input:focus').count(), 0);
});

onPage('an icon says what it is for, to the pointer after a rest and to the keyboard at once', async (page) => {
  const tip = page.getByRole('tooltip');
  const [outline, browser] = [/^(Outline|大纲)/, /^(API browser|API 浏览器)/].map((name) => page.getByRole('button', { name }).first());

  await outline.hover();
  await tip.waitFor();
  const beside = await tip.boundingBox();
  assert.ok(beside.x >= (await outline.boundingBox()).x, 'the tip stands beside its button');
  await page.mouse.move(600, 400);
  await tip.waitFor({ state: 'detached' });

  await outline.focus();
  await page.keyboard.press('Tab');
  await tip.waitFor();
  assert.ok(await browser.evaluate((button) => button === document.activeElement));
  assert.ok((await tip.textContent()).startsWith(await browser.getAttribute('aria-label')));
  await page.keyboard.press('Escape');
  await tip.waitFor({ state: 'detached' });
});

onPage('F6 goes round the parts of the window, also from a selected node, where Tab adds a component', async (page) => {
  await page.locator('[data-node-id]').first().click();
  const seen = [];
  for (let step = 0; step < 7; step += 1) {
    await page.keyboard.press('F6');
    seen.push(await page.evaluate(() => document.activeElement.closest('[data-region]').classList[0]));
  }
  assert.deepEqual(seen, ['bottom', 'inspector', 'status', 'bar', 'rail', 'left', 'canvas']);
  await page.keyboard.press('Shift+F6');
  assert.equal(await page.locator('.left:focus-within').count(), 1);
});

/** Notes, from before the page's own first line, what it asks of the clock: each quick call, and the quick intervals that are alive. */
function watchClock() {
  const asked = [];
  const alive = new Map();
  const below = (ms = 0) => !(ms >= 1000);
  const wrap = (name, note) => {
    const original = window[name].bind(window);
    window[name] = (first, ...rest) => {
      const answer = original(first, ...rest);
      note(answer, first, ...rest);
      return answer;
    };
  };
  wrap('requestAnimationFrame', () => asked.push('requestAnimationFrame'));
  wrap('setTimeout', (_, _body, ms) => below(ms) && asked.push(`setTimeout ${ms ?? ''}`));
  wrap('setInterval', (id, _, ms) => below(ms) && alive.set(id, `setInterval ${ms ?? ''}`));
  // Either ends either.
  for (const name of ['clearInterval', 'clearTimeout']) wrap(name, (_, id) => alive.delete(id));
  window.clock_ = { asked, alive };
}

onPage('a window that nobody uses asks for no frame, no timer below a second and no answer', async (page) => {
  // An interval that begins with the page is asked for once: who looks later sees nothing of it.
  await page.addInitScript(watchClock);
  await page.reload();
  await nodes(page).first().waitFor();
  // What the window does after the opening has its own time.
  await page.waitForTimeout(3000);
  let requests = 0;
  page.on('request', () => (requests += 1));
  const opening = await page.evaluate(() => window.clock_.asked.splice(0).length);
  assert.ok(opening > 0, 'the opening itself was not seen');
  await page.waitForTimeout(3000);
  const { asked, alive } = await page.evaluate(() => ({ asked: window.clock_.asked, alive: [...window.clock_.alive.values()] }));
  assert.deepEqual([...asked, ...alive], []);
  assert.equal(requests, 0);
});

onPage('a long menu fits the window and scrolls to its last entry', async (page) => {
  await page.setViewportSize({ width: 960, height: 600 });
  await page.locator('footer button[aria-haspopup="menu"]').last().click();
  const menu = page.getByRole('menu');
  await menu.waitFor();
  const box = await menu.boundingBox();
  assert.ok(box.y >= 0 && box.y + box.height <= 600, JSON.stringify(box));
  const entries = page.getByRole('menuitemcheckbox');
  assert.ok((await entries.count()) > 20);
  await page.keyboard.press('End');
  const last = await entries.last().boundingBox();
  assert.ok(last.y >= box.y && last.y + last.height <= box.y + box.height + 1, JSON.stringify([box, last]));
  const chosen = (await entries.last().textContent()).split('·')[0].trim();
  await page.keyboard.press('Enter');
  await menu.waitFor({ state: 'detached' });
  await page.waitForFunction((region) => document.querySelector('footer').textContent.includes(region), chosen);
});
