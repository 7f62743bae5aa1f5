// Hostile texts that others bring in: rows and refusals of the service, imported facts, names of profiles and files. They are
// shown as what they are; nothing of them is run.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { artifact, call, chooseFiles, rpc } from './bridge.mjs';
import { TEXTS, nothingRan, watch } from './hostile-texts.mjs';
import { suite } from './suite.mjs';

const onPage = suite({ refusals: true });
const folder = mkdtempSync(path.join(tmpdir(), 'soarboard-answers-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const texts = Object.values(TEXTS);
const doc = (page) => page.locator('[data-document].front').getAttribute('data-document');

/** Has the window speak English, whatever a test before left. */
async function inEnglish(page) {
  const { settings } = await call(page, 'app_info');
  await call(page, 'settings_set', { ...settings, lang: 'en', profile: 'practice' });
}

/** Calls an operation of the practice service by the node of the sample, past the window, and waits until it has ended. */
async function run(page, operation, parameters) {
  const { nodes } = await call(page, 'document_show', { doc: await doc(page) });
  const { id: node } = nodes.find(({ kind }) => kind === 'AliyunCloudOpenAPI');
  const values = Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, { value }]));
  const settings = [{ path: ['operation'], value: operation }, { path: ['parameters'], value: values }, { path: ['paging'], value: { mode: 'none' } }];
  await call(page, 'edit', { doc: await doc(page), command: { setSettings: { node, settings } } });
  const plan = { doc: await doc(page), node, profile: 'practice', values: {} };
  const { host, writes, problems } = await call(page, 'call_plan', plan);
  assert.deepEqual(problems, []);
  const view = await call(page, 'call_start', { plan, confirmedHost: host, ...(writes ? { typedOperation: operation } : {}) });
  for (;;) {
    const now = await call(page, 'run_show', { run: view.run });
    if (now.ended) return now;
    await page.waitForTimeout(30);
  }
}

const RULE = { AutoResponseType: 'event', ActionType: 'doPlaybook', ActionConfig: '[]', ExecutionCondition: '[]' };

onPage('rows and refusals of the service are shown letter by letter, none is run', async (page) => {
  const seen = await watch(page);
  await inEnglish(page);
  // A reference in a value asks for what it refers to before anything is sent.
  const sent = texts.filter((text) => text.length < 500 && !text.includes('${'));
  for (const text of sent) {
    const { error } = await run(page, 'PostAutomateResponseConfig', { ...RULE, RuleName: text });
    assert.equal(error ?? null, null, JSON.stringify([text, error]));
  }
  // The service quotes what it refuses.
  const refused = await run(page, 'PostAutomateResponseConfig', { ...RULE, RuleName: 'x', ActionType: TEXTS['image handler'] });
  assert.ok(refused.error.vendor.message.includes(TEXTS['image handler']), JSON.stringify(refused.error));
  const list = await run(page, 'ListAutomateResponseConfigs', { CurrentPage: 1, PageSize: 100 });
  await page.reload();
  await page.locator('[data-node-id]').first().waitFor();

  await page.locator('[data-canvas-stage]').first().focus();
  await page.getByRole('tab', { name: /Results/ }).or(page.getByRole('button', { name: /^Results/ })).first().click();
  await page.getByRole('button', { name: 'Past runs' }).click();
  await page.locator(`[data-run="${list.run}"] .open`).click();
  const grid = page.getByRole('grid');
  await grid.getByRole('gridcell').first().waitFor();
  // Only columns in view are drawn.
  await page.setViewportSize({ width: 3200, height: 1200 });
  const cells = new Set();
  await grid.press('Control+Home');
  for (let step = 0; step < 30; step += 1) {
    for (const text of await grid.getByRole('gridcell').allTextContents()) cells.add(text);
    await grid.press('PageDown');
    await page.waitForTimeout(40);
  }
  for (const text of sent) assert.ok(cells.has(text), `not in the table: ${JSON.stringify(text)}`);
  await page.screenshot({ path: artifact('hostile-rows.png') });
  await page.setViewportSize({ width: 1440, height: 900 });
  // A row in full, as a tree.
  await grid.press('Enter');
  await page.getByRole('tree').last().waitFor();
  await nothingRan(page, seen);

  await page.getByRole('button', { name: 'Past runs' }).click();
  await page.locator(`[data-run="${refused.run}"] .open`).click();
  const failure = page.getByRole('alert').filter({ has: page.locator('dl') });
  await failure.waitFor();
  assert.ok((await failure.locator('dd').first().textContent()).includes(TEXTS['image handler']));
  await page.screenshot({ path: artifact('hostile-refusal.png') });
  await nothingRan(page, seen);
  console.log(`hostile rows: ${sent.length} rows of a result, one refusal`);
});

onPage('imported facts, names of profiles and of files are shown letter by letter, none is run', async (page) => {
  const seen = await watch(page);
  await inEnglish(page);
  // Facts: an operation for each text, with the text wherever facts hold prose.
  const apis = Object.fromEntries(
    texts.map((text, index) => {
      const schema = { type: 'string', description: text, example: text, enum: ['a', text], default: text, pattern: text };
      const parameters = [{ name: 'Hall', in: 'query', schema: { ...schema, required: true } }];
      const errorCodes = { 400: [{ errorCode: `Odd${index}`, errorMessage: text, description: text }] };
      return [`Odd${index}`, { summary: text, description: text, methods: ['post'], parameters, errorCodes, systemTags: { operationType: 'read' } }];
    }),
  );
  const facts = { version: '1.0', info: { style: 'RPC', product: 'Oddity', version: '2024-01-01' }, components: { schemas: {} }, endpoints: [], directories: Object.keys(apis), apis };
  const from = path.join(folder, 'facts');
  mkdirSync(from);
  writeFileSync(path.join(from, 'oddity-en.json'), JSON.stringify(facts));
  await chooseFiles(page, [path.join(from, 'oddity-en.json')]);
  assert.ok(await call(page, 'catalog_import', {}), 'the facts were taken');
  await page.reload();
  await page.locator('[data-canvas-stage]').first().focus();
  await page.keyboard.press('Control+Shift+A');
  const browse = page.locator('.api-browser');
  const search = browse.getByRole('combobox', { name: 'Search operations' });
  for (const [index, text] of texts.entries()) {
    await search.fill(`Odd${index}`);
    await browse.getByRole('heading', { name: `Odd${index}`, exact: true }).waitFor();
    assert.ok((await browse.innerText()).includes(text.trim().slice(0, 100)), `not told: ${JSON.stringify(text.slice(0, 80))}`);
  }
  await page.screenshot({ path: artifact('hostile-facts.png') });
  await nothingRan(page, seen);
  await page.keyboard.press('Escape');

  // Profiles: marks and markup are refused with the reason, what is left may still be a name of the language's own.
  const key = { accessKeyId: 'LTAI5tSoarboardFake0001', accessKeySecret: 'soarboardFakeSecret' };
  const refusals = await Promise.all(
    texts.map((name) => rpc(page.url(), 'credential_add', { name, ...key }).then(() => null, (error) => String(error))),
  );
  const taken = texts.filter((_, index) => refusals[index] === null);
  assert.deepEqual(taken, ['__proto__', 'constructor']);
  assert.ok(refusals.every((refusal) => refusal === null || refusal.includes('error-profile-name')), String(refusals.find(Boolean)));
  await page.reload();
  await page.locator('[data-node-id]').first().waitFor();
  await page.getByRole('button', { name: 'Credentials', exact: true }).first().click();
  for (const name of taken) {
    const profile = page.locator(`[data-profile="${name}"]`);
    assert.equal((await profile.locator('.name').textContent()).trim(), name);
    assert.equal(await profile.getByRole('alert').count(), 0, 'nobody has tested it yet');
    await profile.getByRole('button', { name: 'Test' }).click();
    await profile.getByRole('alert').waitFor();
  }
  await nothingRan(page, seen);

  // Files: everything but a slash can stand in a name. A playbook without a name is called as its file.
  const names = texts.filter((text) => text.length < 200).map((text) => `${text.replaceAll('/', '∕')}.json`);
  const files = names.map((name) => path.join(folder, name));
  for (const file of files) writeFileSync(file, '{"formatVersion":1,"name":"","nodes":[]}');
  await rpc(page.url(), '/test/hand', files);
  await page.waitForFunction((count) => document.querySelectorAll('[data-document]').length === count, names.length + 1);
  const tabs = (await page.locator('[data-document]').allTextContents()).map((text) => text.trim());
  for (const name of names) assert.ok(tabs.includes(name.trim()), `no tab is called ${JSON.stringify(name)}: ${JSON.stringify(tabs)}`);
  await page.screenshot({ path: artifact('hostile-files.png') });
  await nothingRan(page, seen);
  console.log(`hostile facts: ${texts.length} operations; ${texts.length} names of profiles, ${taken.length} of them taken; ${names.length} names of files`);
});
