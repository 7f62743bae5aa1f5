// Importing API facts in the window: the report, the new texts in browser and form, what stays after a bad import.
import assert from 'node:assert/strict';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { artifact, call, chooseFiles } from './bridge.mjs';
import { suite } from './suite.mjs';

const FACTS = fileURLToPath(new URL('../fixtures/api-facts', import.meta.url));
const onPage = suite();

onPage('a folder of facts is imported, and its texts show in browser and form at once', async (page) => {
  const dialog = page.getByRole('dialog', { name: 'API facts' });
  const browse = page.locator('.api-browser');
  await page.keyboard.press('Control+Shift+A');
  await browse.locator('[data-action="show-facts"]').click();
  await dialog.getByText('Nothing imported yet').waitFor();

  await chooseFiles(page, [FACTS]);
  await dialog.locator('[data-action="import-folder"]').click();
  await dialog.getByText('Done; the new facts are in use').waitFor();
  await dialog.getByText('api-facts/page.json').waitFor();
  await dialog.getByText(/A web page, not metadata/).waitFor();
  await page.screenshot({ path: artifact('browser-facts-report.png') });
  await dialog.locator('[data-action="facts-done"]').click();
  assert.equal(await dialog.locator('[data-layer]').count(), 2);

  // Back in the browser, without a reload.
  await page.keyboard.press('Escape');
  const search = browse.getByRole('combobox', { name: 'Search operations' });
  await search.fill('SwitchLamps');
  await browse.getByRole('heading', { name: 'SwitchLamps' }).waitFor();
  await browse.getByText('Switches the lamps of a hall on or off.').first().waitFor();
  await browse.getByText('Never look into a lamp.').waitFor();
  assert.equal(await browse.locator('.words b').count(), 0, 'texts from outside are no markup');
  await browse.getByRole('tab', { name: /Errors/ }).click();
  await browse.getByText('There is no hall of that name.').waitFor();
  await page.screenshot({ path: artifact('browser-facts-errors.png') });
  await browse.locator('[data-action="add-to-canvas"]').click();

  // The form: words on demand, a closed list, a limit.
  const field = (name) => page.locator(`[data-setting="parameters.${name}"]`);
  await field('Hall').getByRole('button', { name: 'About Hall' }).click();
  await field('Hall').getByText('Name of the hall, as painted on its door.').waitFor();
  assert.equal(await field('RegionId').locator('input').inputValue(), 'cn-hangzhou');
  await field('Hall').locator('input').fill('x');
  await page.keyboard.press('Enter');
  await field('Hall').getByText(/it takes at least 3/).waitFor();
  await field('State').locator('input').click();
  await page.getByRole('option', { name: 'off' }).click();
  await page.locator('[data-section="parameters"]').getByRole('radio', { name: 'JSON' }).click();
  const pane = page.getByRole('textbox', { name: 'API parameters' });
  await page.waitForFunction((text) => document.querySelector('[data-setting="parameters"] textarea')?.value.includes(text), '"off"');
  assert.deepEqual(JSON.parse(await pane.inputValue()), { Hall: 'x', RegionId: 'cn-hangzhou', State: 'off' });
  await page.screenshot({ path: artifact('browser-facts-form.png') });
});

onPage('a page instead of metadata is named, and what was installed stays', async (page) => {
  const before = (await call(page, 'catalog_list')).layers;
  assert.ok(before.length > 0);
  await page.keyboard.press('Control+,');
  await page.locator('[data-action="show-facts"]').click();
  const dialog = page.getByRole('dialog', { name: 'API facts' });
  await chooseFiles(page, [path.join(FACTS, 'page.json')]);
  await dialog.locator('[data-action="import-file"]').click();
  await dialog.getByText('Nothing was taken').waitFor();
  await dialog.getByText(/A web page, not metadata/).waitFor();
  assert.deepEqual((await call(page, 'catalog_list')).layers, before);

  await dialog.locator('[data-action="facts-done"]').click();
  await dialog.locator('[data-action="remove-all-facts"]').click();
  await dialog.getByRole('button', { name: 'Really remove all 2' }).click();
  await dialog.getByText('Nothing imported yet').waitFor();
  assert.deepEqual((await call(page, 'catalog_list')).layers, []);
});
