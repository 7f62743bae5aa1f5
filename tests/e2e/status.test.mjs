// The status bar in a browser on the real engine: what it counts, where it leads, what it switches. Behaviour 26.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before } from 'node:test';
import { artifact, blankPlaybook, call, chooseFiles } from './bridge.mjs';
import { suite } from './suite.mjs';

let folder;
before(() => (folder = mkdtempSync(path.join(tmpdir(), 'soarboard-status-'))));
after(() => rmSync(folder, { recursive: true, force: true }));
const onPage = suite({ begin: usual });

/** Looks, profile and region as at the first start, whatever the test before chose. The sample has one call, which pages. */
async function usual(page) {
  const { settings } = await call(page, 'app_info');
  await call(page, 'settings_set', { ...settings, lang: 'en', theme: 'light', profile: '', region: 'cn-hangzhou' });
  await page.reload();
  await card(page, 'list_rules').waitFor();
}

const entry = (page, name) => page.locator(`footer [data-status="${name}"]`);
const says = (page, name, text) => entry(page, name).filter({ hasText: text }).waitFor();
const card = (page, title) => page.locator('[data-node-id]', { has: page.locator(`.title:text-is("${title}")`) });
const settingsOf = async (page) => (await call(page, 'app_info')).settings;

/** Copies the sample's call; the copy is selected then. */
async function duplicate(page) {
  await card(page, 'list_rules').click();
  await page.keyboard.press('Control+D');
  await card(page, 'list_rules_2').waitFor();
}

onPage('26: calls that page are counted as they change, and gone to with the field focused', async (page) => {
  await says(page, 'paging', '1 paged call');
  await duplicate(page);
  await says(page, 'paging', '2 paged calls');
  await page.locator('[data-setting="paging.mode"]').getByRole('radio', { name: 'Automatic scrolling' }).click();
  await page.waitForFunction(() => document.querySelector('footer [data-status="paging"]').title.includes('1 automatic paged, 1 automatic scrolling'));
  await page.screenshot({ path: artifact('status-paging.png') });
  await page.locator('[data-setting="paging.mode"]').getByRole('radio', { name: 'None' }).click();
  await says(page, 'paging', '1 paged call');
  await page.keyboard.press('Control+Z');
  await says(page, 'paging', '2 paged calls');

  await page.locator('[data-canvas-stage]').focus();
  await page.keyboard.press('Control+Alt+P');
  await page.locator('[data-section]').first().waitFor({ state: 'detached' });
  for (const name of ['list_rules', 'list_rules_2', 'list_rules']) {
    await entry(page, 'paging').focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction((title) => document.querySelector('.card.selected .title')?.textContent === title, name);
    await page.waitForFunction(() => document.activeElement?.closest('[data-setting="paging.mode"]'));
  }

  await blankPlaybook(page);
  await entry(page, 'paging').waitFor({ state: 'detached' });
});

onPage('26: permissions are listed once each, and lead to the calls that need them', async (page) => {
  await says(page, 'permissions', '1 permission');
  await duplicate(page);
  await says(page, 'paging', '2 paged calls');
  await says(page, 'permissions', '1 permission');
  for (const name of ['list_rules', 'list_rules_2']) {
    await entry(page, 'permissions').click();
    await page.screenshot({ path: artifact('status-permissions.png') });
    await page.getByRole('menuitem', { name: /:ListAutomateResponseConfigs$/ }).click();
    await page.waitForFunction((title) => document.querySelector('.card.selected .title')?.textContent === title, name);
  }
});

onPage('26: problems are counted and lead to their list', async (page) => {
  await says(page, 'errors', '0 errors');
  await page.keyboard.press('Control+J');
  await card(page, 'list_rules').click();
  await page.keyboard.press('Delete');
  await page.waitForFunction(() => !document.querySelector('footer [data-status="errors"]').textContent.includes('0 errors'));
  assert.equal(await page.locator('[data-problem]').count(), 0, 'the list is hidden');

  await entry(page, 'errors').click();

  await page.locator('[data-problem]').first().waitFor();
  await page.locator('[data-canvas-stage]').focus();
  await page.keyboard.press('Control+Z');
  await says(page, 'errors', '0 errors');
});

onPage('26: profile and region are switched by a press, and it is told what is saved', async (page) => {
  const key = { accessKeyId: 'LTAI5tSoarboardFake0001', accessKeySecret: 'soarboardFakeSecret' };
  await call(page, 'credential_add', { name: 'watch', ...key, readOnly: true, colour: 'amber' });
  await page.reload();
  await says(page, 'profile', 'practice');

  await entry(page, 'profile').click();
  await page.getByRole('menuitemradio', { name: /watch/ }).or(page.getByRole('menuitemcheckbox', { name: /watch/ })).or(page.getByRole('menuitem', { name: /watch/ })).first().click();
  await says(page, 'profile', 'watch');
  await says(page, 'profile', 'read-only');
  await entry(page, 'region').click();
  await page.getByText('ap-southeast-1 · ').first().click();
  await says(page, 'region', 'ap-southeast-1');
  const { profile, region } = await settingsOf(page);
  assert.deepEqual([profile, region], ['watch', 'ap-southeast-1']);
  await page.screenshot({ path: artifact('status-profile.png') });

  const file = path.join(folder, 'review.playbook.json');
  await chooseFiles(page, [file]);
  await card(page, 'list_rules').click();
  await page.keyboard.press('Alt+ArrowRight');
  await says(page, 'saved', 'Unsaved changes');
  await page.keyboard.press('Control+S');
  await says(page, 'saved', /^\s*Saved\s*$/);
  await page.keyboard.press('Control+Z');
  await says(page, 'saved', 'Unsaved changes');
});

onPage('26: the language is switched by a press, and back', async (page) => {
  await says(page, 'language', 'EN');
  await entry(page, 'language').click();
  await says(page, 'language', '中文');
  await says(page, 'paging', '1 个分页调用');
  await says(page, 'permissions', '1 项权限');
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'zh-CN');
  assert.equal((await settingsOf(page)).lang, 'zh');
  await page.keyboard.press('Control+K');
  await page.keyboard.press('Escape');
  await page.screenshot({ path: artifact('status-zh.png') });
  await entry(page, 'language').click();
  await says(page, 'paging', '1 paged call');
});
