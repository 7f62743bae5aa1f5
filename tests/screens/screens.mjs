// `node tests/screens/screens.mjs FOLDER`: eight typical screens in both themes and both languages, for people to look at.
// `cargo xtask screenshots` calls it. The page runs in Chromium on the real engine; nothing is painted that a person
// could not bring about by the same clicks. A screen that cannot be reached ends the program with its name.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { call, openPage, rpc, startBridge, startBrowser } from '../e2e/bridge.mjs';

const folder = process.argv[2] ?? 'target/artifacts/screens';
const LOOKS = ['en', 'zh'].flatMap((lang) => ['light', 'dark'].map((theme) => ({ lang, theme })));
/** Credentials that open nothing. */
const KEY = { accessKeyId: 'LTAI5tSoarboardFake0001', accessKeySecret: 'soarboardFakeSecret' };

const card = (page, name) => page.locator('[data-node-id]', { hasText: name }).first();
const contain = async (page) => {
  await page.keyboard.press('Control+Shift+N');
  await page.locator('[data-template="contain-instance"]').click();
  await page.locator('[data-document].front', { hasText: 'Contain' }).waitFor();
  // The whole of it is seen from far; nearer, nodes are cards.
  for (let step = 0; step < 3 && !(await card(page, 'isolate').isVisible()); step += 1) {
    await page.keyboard.press('Control+=');
    await page.waitForTimeout(300);
  }
};
const practiceCall = async (page) => {
  await card(page, 'list_rules').locator('.title').click();
  await page.locator('[data-action="test-call"]').first().click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('dl').first().waitFor();
  for (const field of await dialog.locator('fieldset input').all())
    if (!(await field.inputValue())) await field.fill('security-team');
  await dialog.locator('button').last().click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('grid').getByRole('gridcell').first().waitFor();
};

/** Each screen: its name, and how a person gets there from the sample. */
const SCREENS = {
  welcome: async (page) => {
    for (const { doc } of (await call(page, 'workspace_open')).tabs)
      await call(page, 'document_close', { doc, discard: true });
    await page.reload();
    await page.locator('[data-welcome]').waitFor();
  },
  gateway: async (page) => {
    await contain(page);
    await card(page, 'exists').click();
    await page.locator('[data-setting="branches.b1"]').waitFor();
  },
  form: async (page) => {
    await contain(page);
    await card(page, 'disks').locator('.title').click();
    await page.locator('[data-setting="parameters.RegionId"]').waitFor();
  },
  'api-browser': async (page) => {
    await page.keyboard.press('Control+Shift+A');
    const browse = page.locator('.api-browser');
    const search = browse.locator('input').nth(1);
    await search.fill('RunInstances');
    await browse.getByRole('heading', { name: 'RunInstances' }).waitFor();
  },
  results: practiceCall,
  problems: async (page) => {
    await contain(page);
    await card(page, 'disks').locator('.title').click();
    await page.keyboard.press('Delete');
    await page.keyboard.press('Control+F');
    await page.keyboard.type('instance');
  },
  credentials: async (page) => {
    await page.locator('.rail button').nth(3).click();
    await page.getByText('ops', { exact: true }).first().waitFor();
  },
  shortcuts: async (page) => {
    await page.keyboard.press('F1');
    await page.locator('[data-shortcut]').first().waitFor();
  },
};

mkdirSync(folder, { recursive: true });
const bridge = await startBridge();
const browser = await startBrowser();
try {
  await rpc(bridge.address, 'credential_add', { name: 'ops', ...KEY, readOnly: true, colour: 'amber' });
  const { settings } = await rpc(bridge.address, 'app_info');
  for (const { lang, theme } of LOOKS) {
    await rpc(bridge.address, 'settings_set', { ...settings, lang, theme });
    for (const [name, reach] of Object.entries(SCREENS)) {
      const { context, page } = await openPage(browser, bridge.address);
      page.setDefaultTimeout(20_000);
      const target = path.join(folder, `${name}-${lang}-${theme}.png`);
      try {
        await reach(page);
        // Motion ends and what was asked of the engine arrives.
        await page.waitForTimeout(600);
        await page.screenshot({ path: target });
        console.log(`saved ${target}`);
      } catch (error) {
        await page.screenshot({ path: target });
        throw new Error(`${name}-${lang}-${theme}: ${error.message}`);
      } finally {
        await context.close();
      }
    }
  }
} finally {
  await browser.close();
  bridge.stop();
}
