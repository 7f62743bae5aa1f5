// The API browser and the form it leads to: the ready component in place of a product, typing and going on at once, and a
// list of choices that opens though the form moves under the hand.
import assert from 'node:assert/strict';
import { artifact, middle } from './bridge.mjs';
import { suite } from './suite.mjs';

const onPage = suite({
  begin: async (page) => {
    await page.keyboard.press('Control+Shift+A');
    const browse = page.locator('.api-browser');
    await browse.locator('[data-part="operations"] input').waitFor();
    return browse;
  },
});

onPage('the ready component is offered instead of the threat intelligence product', async (page, _, browse) => {
  await browse.getByRole('combobox', { name: 'Search products' }).fill('threat intelligence');
  await browse.locator('[data-scope="Sasti"]').click();
  await browse.getByText(/ready component AliyunThreatIntelligence/).waitFor();
  await page.screenshot({ path: artifact('browser-instead.png') });
  await browse.getByRole('button', { name: 'Add Threat intelligence' }).click();
  await browse.waitFor({ state: 'detached' });
  const panel = page.getByRole('complementary', { name: 'Inspector' });
  await panel.getByText('Threat intelligence · Look up an entity').waitFor();
  await panel.locator('[data-setting="parameters.entityValue"]').waitFor();
});

onPage('typing and Enter at once lead to the operation that was typed', async (page, _, browse) => {
  const field = browse.locator('[data-part="operations"] input');
  await field.fill('DescribeInstances');
  await browse.getByRole('heading', { name: 'DescribeInstances' }).waitFor();
  await field.fill('GetCallerIdentity');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.getAttribute('data-action') === 'add-to-canvas');
  await page.keyboard.press('Enter');
  await page.getByText('Sts 2015-04-01 · GetCallerIdentity').waitFor();
});

onPage('a list of choices opens on the press, though a note goes before the release', async (page, _, browse) => {
  await browse.locator('[data-part="operations"] input').fill('alb CreateLoadBalancer');
  await browse.getByRole('heading', { name: 'CreateLoadBalancer' }).waitFor();
  await browse.locator('[data-action="add-to-canvas"]').click();
  const [first, second] = ['AddressType', 'LoadBalancerEdition'].map((name) => {
    const param = page.locator(`[data-setting="parameters.${name}"]`);
    return { param, input: param.getByRole('combobox') };
  });
  await first.param.getByText(/needs the parameter AddressType/).waitFor();
  await first.input.click();
  await page.keyboard.press('ArrowDown');
  await second.param.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  const { x, y } = await middle(second.input);
  await page.mouse.move(x, y);
  // The note goes with the answer of the check: it comes when the button is down.
  let answer = () => undefined;
  const isDown = new Promise((resolve) => (answer = resolve));
  await page.route('**/rpc/document_check', (route) => isDown.then(() => route.continue()));
  await page.keyboard.press('Enter');
  await page.mouse.down();
  answer();
  await first.param.getByText(/needs the parameter AddressType/).waitFor({ state: 'detached' });
  const moved = await middle(second.input);
  assert.ok(moved.y < y, 'the note that went stood above the field');
  await page.mouse.up();
  const list = page.getByRole('listbox');
  await list.getByRole('option').first().waitFor();
  // It went with its field: one of the two has its edge within a few pixels of the other's.
  const [box, field] = await Promise.all([list.boundingBox(), second.input.boundingBox()]);
  const gaps = [box.y - (field.y + field.height), field.y - (box.y + box.height)];
  assert.ok(gaps.some((gap) => gap >= 0 && gap < 12), `the list stands ${gaps} from its field`);
});
