// A person's way with a run: add a key, page through a call, pause it, go on, filter, export, find it again. In Chinese
// and dark, by the keyboard where the table is concerned.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before } from 'node:test';
import { artifact, call, chooseFiles } from './bridge.mjs';
import { suite } from './suite.mjs';

let folder;
before(() => (folder = mkdtempSync(path.join(tmpdir(), 'soarboard-runs-'))));
after(() => rmSync(folder, { recursive: true, force: true }));
// With scrollbars, as people have them: they cover what is not laid out around them.
const onPage = suite({ launch: { ignoreDefaultArgs: ['--hide-scrollbars'] } });

onPage('a run is paused, gone on with, filtered, exported and found again', async (page) => {
  const { settings } = await call(page, 'app_info');
  await call(page, 'settings_set', { ...settings, lang: 'zh', theme: 'dark' });
  const key = { accessKeyId: 'LTAI5tSoarboardFake0001', accessKeySecret: 'soarboardFakeSecret' };
  await call(page, 'credential_add', { name: 'ops', ...key, readOnly: true, colour: 'amber' });
  await page.reload();
  await page.locator('.card[data-node-id] .title').first().click();
  // A pause between the requests leaves time to press the button.
  const interval = page.locator('[data-setting="intervalSeconds"] input');
  await interval.fill('2');
  await interval.press('Enter');

  await page.getByRole('button', { name: '测试调用' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('dl').first().waitFor();
  for (const field of await dialog.locator('fieldset input').all())
    if (!(await field.inputValue())) await field.fill('test');
  await dialog.locator('button').last().click();
  await dialog.waitFor({ state: 'hidden' });
  const grid = page.getByRole('grid');
  await grid.getByRole('gridcell').first().waitFor();
  await page.getByRole('button', { name: '暂停', exact: true }).click();
  const goOn = page.getByRole('button', { name: '继续', exact: true });
  await goOn.waitFor();
  const rows = async () => Number(await grid.getAttribute('aria-rowcount')) - 1;
  const paused = await rows();
  assert.ok(paused > 0 && paused < 23, `${paused} rows while paused`);

  await goOn.click();
  await page.getByText('已结束：达到总数').waitFor();
  assert.equal(await rows(), 23);
  await grid.press('Control+End');
  const [last, edge] = await grid.evaluate((element) => {
    const { bottom } = element.querySelector('[aria-rowindex="24"]').getBoundingClientRect();
    return [bottom, element.getBoundingClientRect().top + element.clientHeight];
  });
  assert.ok(last <= edge + 0.5, `the last row ends at ${last}, what is seen above the scrollbar at ${edge}`);

  await grid.focus();
  for (const press of ['ArrowDown', 'ArrowRight', 'Enter']) await page.keyboard.press(press);
  await page.getByRole('tree').waitFor();
  await page.screenshot({ path: artifact('browser-run-row.png') });

  const filter = page.locator('[data-run-filter]');
  await filter.fill('@.Id = 1');
  await filter.press('Enter');
  await page.getByText('从第 6 个字符起不是合法的 JSONPath。').waitFor();
  await filter.fill("@.ResponseRuleType == 'custom'");
  await filter.press('Enter');
  await page.waitForFunction(() => {
    const count = Number(document.querySelector('[role=grid]')?.getAttribute('aria-rowcount')) - 1;
    return count > 0 && count < 23;
  });
  const matches = await rows();

  const file = path.join(folder, 'rules.csv');
  await chooseFiles(page, [file]);
  await page.getByRole('button', { name: '导出', exact: true }).click();
  await dialog.getByText('练习服务').waitFor();
  await page.screenshot({ path: artifact('browser-run-export.png') });
  await dialog.locator('button').last().click();
  await dialog.waitFor({ state: 'hidden' });
  const lines = readFileSync(file, 'utf8').trimEnd().split('\r\n');
  assert.equal(lines.length, matches + 1);

  await page.getByRole('button', { name: '历史运行' }).click();
  await page.locator('[data-run] button').first().waitFor();
  await page.screenshot({ path: artifact('browser-run-history.png') });
  await page.locator('[data-run] .open').first().click();
  await grid.getByRole('gridcell').first().waitFor();
  assert.equal(await rows(), 23);
});

// The practice account's lasting key: the bridge's network is the practice service, which checks signatures as the real
// one does, so a profile with this key is a profile like any other.
const KEY = { id: 'PracticeSoarboard0001', secret: 'open-to-everyone-practice-only' };

onPage('from the first key to the table: added in the dialog, tested, interrupted, gone on with, exported', async (page) => {
  const { settings } = await call(page, 'app_info');
  await call(page, 'settings_set', { ...settings, lang: 'en', theme: 'light' });
  await page.reload();
  // Panels come back with the playbook; what is opened before would go.
  await page.locator('.card[data-node-id]').first().waitFor();
  await page.getByRole('button', { name: 'Credentials', exact: true }).first().click();
  await page.getByRole('button', { name: 'Add a profile' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name of the profile').fill('first-key');
  await dialog.getByLabel('AccessKey ID').fill(KEY.id);
  await dialog.getByLabel('AccessKey secret').fill(KEY.secret);
  await page.screenshot({ path: artifact('browser-key-dialog.png') });
  await dialog.locator('button[type=submit]').click();
  await dialog.waitFor({ state: 'hidden' });
  const profile = page.locator('[data-profile="first-key"]');
  await profile.getByRole('button', { name: 'Test' }).click();
  await profile.getByText('Works: account 1000000000000001').waitFor();
  await profile.getByRole('button', { name: 'Use' }).click();
  await profile.getByText('in use').waitFor();

  // What the page about secrets says is what this host does: memory, and a list without secrets.
  await page.getByText('Where are my secrets?').click();
  await page.getByText('in the memory of this program only').waitFor();
  await page.screenshot({ path: artifact('browser-key-where.png') });
  assert.ok(!(await page.content()).includes(KEY.secret));

  await page.locator('.card[data-node-id] .title').first().click();
  const interval = page.locator('[data-setting="intervalSeconds"] input');
  await interval.fill('3');
  await interval.press('Enter');
  await page.getByRole('button', { name: 'Test call' }).first().click();
  await dialog.locator('dl').first().waitFor();
  await dialog.getByText('first-key').first().waitFor();
  for (const field of await dialog.locator('fieldset input').all())
    if (!(await field.inputValue())) await field.fill('test');
  await dialog.locator('button').last().click();
  await dialog.waitFor({ state: 'hidden' });
  const grid = page.getByRole('grid');
  await grid.getByRole('gridcell').first().waitFor();
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await page.getByText('cancelled').first().waitFor();
  const rows = async () => Number(await grid.getAttribute('aria-rowcount')) - 1;
  const kept = await rows();
  assert.ok(kept > 0 && kept < 23, `${kept} rows after the interruption`);
  await page.screenshot({ path: artifact('browser-key-interrupted.png') });

  await page.getByRole('button', { name: 'Resume', exact: true }).click();
  // A profile of one's own is asked about again: host and profile are named.
  await dialog.getByText('first-key').waitFor();
  await dialog.getByRole('button', { name: 'Resume', exact: true }).click();
  await page.getByText('total reached').first().waitFor();
  assert.equal(await rows(), 23);

  const file = path.join(folder, 'first-key.csv');
  await chooseFiles(page, [file]);
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await dialog.getByText('first-key').waitFor();
  await dialog.locator('button').last().click();
  await dialog.waitFor({ state: 'hidden' });
  const text = readFileSync(file, 'utf8');
  assert.equal(text.trimEnd().split('\r\n').length, 24);
  assert.ok(!text.includes(KEY.secret));
});
