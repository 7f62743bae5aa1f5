// What tests of the canvas share: nodes put there by the engine, the document as the engine has it, and where things are on
// the page.
import { call } from './bridge.mjs';

/** Waits until as many elements as wanted match. */
export const count = (page, selector, wanted) =>
  page.waitForFunction(([where, n]) => document.querySelectorAll(where).length === n, [selector, wanted]);
/** The card of the node of a name. */
export const card = (page, title) => page.locator('[data-node-id]', { has: page.locator(`.title:text-is("${title}")`) });
/** The picker of components on the canvas. */
export const picker = (page) => page.locator('[data-quick-add]');

/** The document in front, as the engine has it. */
export async function documentOf(page) {
  const doc = await page.locator('[data-document].front').getAttribute('data-document');
  return call(page, 'document_show', { doc });
}

/** Sends an edit past the window, then shows the document as it is. */
export async function edit(page, command) {
  const doc = await page.locator('[data-document].front').getAttribute('data-document');
  return call(page, 'edit', { doc, command });
}

/**
 * Puts nodes on the canvas by the engine and shows them: `kinds` in columns of 300, wires as [from, to] by index. Index 0 is
 * the start and 1 the end that a blank playbook has. `step` is how much lower every second one stands.
 */
export async function layOut(page, kinds, wires = [], step = 100) {
  const { nodes } = await documentOf(page);
  const ids = nodes.map(({ id }) => id);
  for (const [index, kind] of kinds.entries()) {
    const { created } = await edit(page, { addNode: { kind, position: { x: 300 + 300 * index, y: 100 + step * (index % 2) } } });
    ids.push(created[0]);
  }
  const moves = [
    { node: ids[0], position: { x: 0, y: 100 } },
    { node: ids[1], position: { x: 300 + 300 * kinds.length, y: 100 } },
  ];
  await edit(page, { moveNodes: { moves } });
  for (const [from, to] of wires)
    await edit(page, { connect: { from: { node: ids[from], port: 'out' }, to: { node: ids[to], port: 'in' } } });
  await page.waitForTimeout(700);
  await page.reload();
  await page.locator('[data-node-id]').first().waitFor();
  await page.locator('[data-canvas-stage]').focus();
  await page.keyboard.press('Control+1');
  await count(page, '[data-node-id]', ids.length);
  await page.waitForTimeout(200);
  return ids;
}
