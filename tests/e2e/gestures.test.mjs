// The behaviours of the canvas that need a pointer or several keys, in a browser on the real engine. Their numbers are those
// of docs/behaviours.md.
import assert from 'node:assert/strict';
import { artifact, blankPlaybook, call, drag, middle } from './bridge.mjs';
import { card, count, documentOf, edit, layOut, picker } from './stage.mjs';
import { suite } from './suite.mjs';

/** Runs a test on a playbook with a start and an end. Refusals are what some of these tests are about. */
const onPage = suite({ begin: blankPlaybook, refusals: true });

const port = (page, title, side) => card(page, title).locator(`.port.${side}`).first();
const placeOf = async (page, id) => (await documentOf(page)).positions.find(({ node }) => node === id).position;

onPage('7: Alt-drag cuts every connection it crosses, and one undo joins them again', async (page) => {
  await layOut(page, ['filter', 'SLS'], [[0, 2], [2, 3], [0, 3]]);
  await count(page, '[data-edge-id]', 3);
  const a = await card(page, 'event').boundingBox();
  const b = await card(page, 'filter').boundingBox();
  const x = (a.x + a.width + b.x) / 2;
  await page.keyboard.down('Alt');
  await page.mouse.move(x, b.y - 60);
  await page.mouse.down();
  await page.mouse.move(x + 2, b.y + b.height / 2, { steps: 4 });
  await page.mouse.move(x + 4, b.y + 260, { steps: 4 });
  await count(page, '[data-canvas-slice]', 1);
  await count(page, '.edge.cut', 2);
  await page.screenshot({ path: artifact('gesture-slice.png') });
  await page.mouse.up();
  await page.keyboard.up('Alt');
  await count(page, '[data-edge-id]', 1);

  await page.keyboard.press('Control+Z');
  await count(page, '[data-edge-id]', 3);
});

onPage('4: with Ctrl held, clicks wire one node after the other', async (page) => {
  await layOut(page, ['filter', 'SLS']);
  const start = await middle(port(page, 'event', 'out'));
  await page.keyboard.down('Control');
  await page.mouse.click(start.x, start.y);
  for (const name of ['filter', 'logs', 'end']) {
    const to = await middle(card(page, name));
    await page.mouse.move(to.x, to.y, { steps: 3 });
    await page.mouse.click(to.x, to.y);
  }
  await page.keyboard.up('Control');
  await count(page, '[data-edge-id]', 3);
  await count(page, '[data-canvas-wire]', 0);
});

onPage('8: the space tool opens room to the right, and closing it stops at what stays', async (page) => {
  const [, end, filter, logs] = await layOut(page, ['filter', 'SLS'], [[0, 2], [2, 3]]);
  await page.keyboard.press('s');
  await page.locator('[data-canvas-tools] [aria-pressed="true"]').first().waitFor();
  const left = await card(page, 'filter').boundingBox();
  const right = await card(page, 'logs').boundingBox();
  const from = { x: (left.x + left.width + right.x) / 2, y: left.y + 220 };
  const before = [await placeOf(page, filter), await placeOf(page, logs), await placeOf(page, end)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 80, from.y, { steps: 6 });
  await page.locator('[data-canvas-space="x"]').waitFor({ state: 'attached' });
  await page.screenshot({ path: artifact('gesture-space.png') });
  await page.mouse.up();
  await page.waitForTimeout(300);

  const open = [await placeOf(page, filter), await placeOf(page, logs), await placeOf(page, end)];
  assert.deepEqual(open[0], before[0]);
  assert.ok(open[1].x > before[1].x + 50 && open[1].y === before[1].y, JSON.stringify(open));
  assert.equal(open[2].x - before[2].x, open[1].x - before[1].x);
  await drag(page, { x: from.x, y: from.y }, { x: from.x - 400, y: from.y });
  await page.waitForTimeout(300);
  const closed = await placeOf(page, logs);
  // The end stands level with the filter, which stays.
  const last = await placeOf(page, end);
  assert.ok(closed.x < open[1].x && last.x >= before[0].x + 220, JSON.stringify([closed, last]));
  // What is shown is what the engine says.
  const shown = await card(page, 'logs').evaluate((node) => new DOMMatrix(getComputedStyle(node).transform).m41);
  assert.equal(Math.round(shown), Math.round(closed.x));
  await page.keyboard.press('Escape');
  await count(page, '[data-canvas-tools] button[aria-pressed="true"]', 1);
  await page.keyboard.press('Control+Z');
  await page.keyboard.press('Control+Z');
  await page.waitForTimeout(300);
  assert.deepEqual(await placeOf(page, logs), before[1]);
});

onPage('3: while a wire is dragged over nothing its node is outlined; Escape takes both away', async (page) => {
  await layOut(page, []);
  const from = await middle(port(page, 'event', 'out'));
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 60, from.y + 120, { steps: 5 });
  await count(page, '[data-canvas-silhouette]', 1);
  await page.keyboard.press('Escape');
  await count(page, '[data-canvas-silhouette]', 0);
  await count(page, '[data-canvas-wire]', 0);
  await page.mouse.up();
  assert.equal(await picker(page).count(), 0);
});

onPage('an end of an edge is refused at the pointer with the reason', async (page) => {
  await layOut(page, ['filter', 'SLS', 'Timer'], [[0, 2], [2, 3], [3, 4]], 0);
  // The end at "logs" of filter → logs is led to the start, which takes nothing; then the beginning of it to "wait".
  const edge = page.locator('[data-edge-id]').nth(1);
  const to = await middle(port(page, 'logs', 'in'));
  const target = await middle(card(page, 'event'));
  await page.mouse.move(to.x - 20, to.y);
  await page.mouse.down();
  await page.mouse.move(target.x + 5, target.y, { steps: 8 });
  await page.waitForTimeout(150);
  await page.mouse.move(target.x, target.y, { steps: 2 });
  await page.locator('[data-canvas-refusal]').waitFor();
  assert.match(await page.locator('[data-canvas-refusal]').innerText(), /incoming/i);
  await page.mouse.up();

  const back = await middle(port(page, 'filter', 'out'));
  const wait = await middle(card(page, 'wait'));
  await page.mouse.move(back.x + 20, back.y);
  await page.mouse.down();
  await page.mouse.move(wait.x + 5, wait.y, { steps: 8 });
  await page.waitForTimeout(200);
  await page.mouse.move(wait.x, wait.y, { steps: 2 });
  await page.locator('[data-canvas-refusal]').waitFor();
  assert.match(await page.locator('[data-canvas-refusal]').innerText(), /circle|loop/i);
  await page.screenshot({ path: artifact('gesture-refused-reconnect.png') });
  await page.mouse.up();
  await count(page, '[data-edge-id]', 3);
  assert.equal(await edge.count(), 1);
  assert.equal(await page.locator('[data-toast]').count(), 0);
});

onPage('5: Ctrl keeps the picker open and goes on from the new node; initials of pinyin find', async (page) => {
  await layOut(page, []);
  await page.keyboard.press('Home');
  await page.keyboard.press('Tab');
  await picker(page).getByRole('combobox').waitFor();
  assert.ok((await picker(page).getByRole('group').count()) >= 2, 'what is suggested, then all');
  for (const [word, kind, nodes] of [['sx', 'filter', 3], ['rz', 'SLS', 4]]) {
    await page.keyboard.type(word);
    await picker(page).locator(`[data-kind="${kind}"][aria-selected="true"]`).first().waitFor();
    await page.keyboard.press('Control+Enter');
    await count(page, '[data-node-id]', nodes);
  }
  assert.equal(await picker(page).count(), 1);
  await page.keyboard.press('Escape');
  await count(page, '[data-edge-id]', 2);
  const { edges, nodes } = await documentOf(page);
  const kindOf = (id) => nodes.find((node) => node.id === id).kind;
  assert.deepEqual(
    edges.map(({ from, to }) => `${kindOf(from.node)}>${kindOf(to.node)}`),
    ['start>filter', 'filter>SLS'],
  );
}, { locale: 'zh-CN' });

onPage('6: an output that leads nowhere offers what could follow, and not once it leads on', async (page) => {
  await layOut(page, ['filter'], [[0, 2]]);
  await count(page, '[data-canvas-append]', 1);
  await page.screenshot({ path: artifact('gesture-append-hint.png') });
  await card(page, 'filter').locator('[data-canvas-append]').click();
  await picker(page).getByRole('combobox').waitFor();
  await page.keyboard.type('end');
  await picker(page).locator('[data-kind="end"][aria-selected="true"]').first().waitFor();
  await page.keyboard.press('Enter');
  await count(page, '[data-edge-id]', 2);
  await count(page, '[data-canvas-append]', 0);
});

onPage('10: Alt+U and Alt+D take everything before and after the selection', async (page) => {
  await layOut(page, ['filter', 'SLS'], [[0, 2], [2, 3], [3, 1]]);
  await card(page, 'logs').click();
  await page.keyboard.press('Alt+d');
  await count(page, '[data-node-id].selected', 2);
  await card(page, 'logs').click();
  await page.keyboard.press('Alt+u');
  await count(page, '[data-node-id].selected', 3);
});

onPage('11: copied nodes are pasted with the connections they had', async (page) => {
  await layOut(page, ['filter', 'SLS'], [[0, 2], [2, 3], [3, 1]]);
  await card(page, 'filter').click();
  await page.keyboard.press('Control+C');
  await page.getByText(/copied/i).first().waitFor();
  await page.keyboard.press('Control+Shift+V');
  await count(page, '[data-node-id]', 5);
  await count(page, '[data-edge-id]', 5);
  await page.keyboard.press('Control+Z');
  await count(page, '[data-edge-id]', 3);
}, { permissions: ['clipboard-read', 'clipboard-write'] });

onPage('23: groups come apart, nodes go into child flows and out of them', async (page) => {
  const [, , filter, flow] = await layOut(page, ['filter', 'childFlow'], [[0, 2], [2, 3]]);
  await card(page, 'filter').click();
  await page.keyboard.press('Control+G');
  await count(page, '.paper.group', 1);
  await page.locator('[data-canvas-stage]').focus();
  await page.keyboard.press('Control+Shift+G');
  await count(page, '.paper.group', 0);

  await drag(page, await middle(card(page, 'filter')), await middle(card(page, 'child_flow')));
  await count(page, '[data-node-id]', 3);
  const inside = (await documentOf(page)).nodes.find(({ id }) => id === filter);
  assert.equal(inside.parent, flow);
  await page.keyboard.press('Control+Z');
  await count(page, '[data-node-id]', 4);
  await count(page, '[data-edge-id]', 2);
  await page.keyboard.press('Control+Shift+Z');
  await count(page, '[data-node-id]', 3);

  await card(page, 'child_flow').dblclick();
  await page.locator('[data-flow-path]').waitFor();
  await card(page, 'filter').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Move out of this child flow' }).click();
  await page.locator('[data-flow-path]').waitFor({ state: 'detached' });
  await count(page, '[data-node-id]', 4);
  const parent = async () => (await documentOf(page)).nodes.find(({ id }) => id === filter).parent;
  assert.equal(await parent(), undefined);

  // The same by keys, and by name.
  await card(page, 'child_flow').click({ modifiers: ['Shift'] });
  await page.locator('[data-canvas-stage]').focus();
  await page.keyboard.press('i');
  await count(page, '[data-node-id]', 3);
  assert.equal(await parent(), flow);
  await card(page, 'child_flow').dblclick();
  await page.locator('[data-flow-path]').waitFor();
  await card(page, 'filter').click();
  await page.keyboard.press('o');
  await page.locator('[data-flow-path]').waitFor({ state: 'detached' });
  assert.equal(await parent(), undefined);
  await page.keyboard.press('Control+Z');
  await count(page, '[data-node-id]', 3);
  await card(page, 'child_flow').dblclick();
  await card(page, 'filter').click();
  await page.keyboard.press('Control+K');
  await page.keyboard.type('move out');
  await page.keyboard.press('Enter');
  await page.locator('[data-flow-path]').waitFor({ state: 'detached' });
  assert.equal(await parent(), undefined);
});

onPage('14: Ctrl+. mends the problem at the field', async (page) => {
  await layOut(page, ['AliyunCloudOpenAPI']);
  await edit(page, {
    setSettings: {
      node: (await documentOf(page)).nodes.at(-1).id,
      settings: [
        { path: ['product'], value: 'ecs' },
        { path: ['version'], value: '2014-05-26' },
        { path: ['operation'], value: 'DescribeInstances' },
        { path: ['region'], value: 'cn-beijing' },
        { path: ['endpoint'], value: 'ecs.cn-hangzhou.example.com' },
      ],
    },
  });
  await page.waitForTimeout(700);
  await page.reload();
  await card(page, 'api_call').click();
  const field = page.locator('[data-setting="endpoint"] input').first();
  await field.waitFor();
  const { diagnostics } = await call(page, 'document_check', {
    doc: await page.locator('[data-document].front').getAttribute('data-document'),
  });
  const mine = diagnostics.find(({ param, fixes }) => param === 'endpoint' && fixes?.length > 0);
  assert.ok(mine, JSON.stringify(diagnostics.map(({ code, param }) => [code, param])));
  await field.focus();
  await page.keyboard.press('Control+.');
  if (mine.fixes.length > 1) await page.getByRole('menuitem').first().click();
  await page.getByText('Mended', { exact: true }).waitFor();
  await page.waitForFunction(
    () => document.querySelector('[data-setting="endpoint"] input')?.value !== 'ecs.cn-hangzhou.example.com',
  );
});

onPage('18: plain keys and Shift+2 zoom, H lets the pointer move the view', async (page) => {
  await layOut(page, ['filter', 'SLS']);
  const percent = () => page.locator('[data-canvas-zoom]').getAttribute('data-canvas-zoom').then(Number);
  await card(page, 'filter').click();
  await page.keyboard.press('0');
  await page.waitForFunction(() => document.querySelector('[data-canvas-zoom="100"]'));
  await page.keyboard.press('Shift+2');
  await page.waitForFunction(() => document.querySelector('[data-canvas-zoom]').dataset.canvasZoom !== '100');
  assert.ok((await percent()) > 100);
  await page.keyboard.press('0');
  await page.waitForFunction(() => document.querySelector('[data-canvas-zoom="100"]'));
  await page.keyboard.press('h');
  const before = await card(page, 'filter').boundingBox();
  const from = await middle(card(page, 'filter'));
  await drag(page, from, { x: from.x + 60, y: from.y + 40 });
  const after = await card(page, 'filter').boundingBox();
  assert.ok(Math.abs(after.x - before.x - 60) < 2, JSON.stringify([before, after]));
});

onPage('16: fx offers the input and the answers of nodes before, and inserts what is chosen', async (page) => {
  const ids = await layOut(page, ['AliyunCloudOpenAPI', 'NotifyMessage', 'SLS'], [[0, 2], [2, 3], [3, 4]]);
  const settings = [
    { path: ['product'], value: 'ecs' },
    { path: ['version'], value: '2014-05-26' },
    { path: ['operation'], value: 'DescribeInstances' },
    { path: ['rowsPath'], value: '.Instances.Instance' },
  ];
  await edit(page, { setSettings: { node: ids[2], settings } });
  await page.waitForTimeout(700);
  await page.reload();
  await card(page, 'notify').click();
  const field = page.locator('[data-setting="parameters.aliuid"]');
  await field.getByRole('button', { name: /expression/i }).click();

  // The field is empty, so what it could say is offered at once.
  const list = page.locator('[data-data-picker]');
  await list.getByRole('combobox').waitFor();
  await list.locator('[data-data="event._tenant_id"]').waitFor();
  await list.locator('[data-data="api_call.datalist.InstanceId"]').waitFor();
  assert.match(await list.locator('[data-data="logs"]').innerText(), /later/);
  await page.screenshot({ path: artifact('data-picker.png') });
  await list.getByRole('combobox').fill('instanceid');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await list.waitFor({ state: 'detached' });
  assert.equal(await field.locator('input').inputValue(), '${api_call.datalist.*.InstanceId}');
  await page.waitForTimeout(300);
  const { nodes } = await documentOf(page);
  assert.deepEqual(nodes.find(({ id }) => id === ids[3]).settings.parameters.aliuid, {
    expression: '${api_call.datalist.*.InstanceId}',
  });
});

onPage('15: rows of a filter are conditions with what they can refer to', async (page) => {
  const ids = await layOut(page, ['filter'], [[0, 2]]);
  await card(page, 'filter').click();
  const form = page.locator('[data-setting="parameters.conditions"]');
  await form.locator('[data-action="add-comparison"]').click();
  await form.locator('.left [data-action="pick-data"]').click();
  await page.locator('[data-data="event._region_id"]').click();
  await form.locator('.right input').fill('cn-hangzhou');
  await form.locator('.right input').press('Enter');
  await page.waitForTimeout(400);
  await page.screenshot({ path: artifact('filter-conditions.png') });
  const { nodes } = await documentOf(page);
  assert.deepEqual(nodes.find(({ id }) => id === ids[2]).settings.parameters.conditions, {
    value: [{ left: '${event._region_id}', operator: 'equals', right: 'cn-hangzhou' }],
  });
});

onPage('15: several nodes of one action show their common fields, set in one step', async (page) => {
  const ids = await layOut(page, ['SLS', 'SLS', 'filter']);
  await edit(page, { setSettings: { node: ids[2], settings: [{ path: ['parameters', 'project'], value: { value: 'a' } }] } });
  await page.waitForTimeout(700);
  await page.reload();
  await page.locator(`[data-node-id="${ids[2]}"]`).click();
  await page.locator(`[data-node-id="${ids[3]}"]`).click({ modifiers: ['Control'] });
  await page.locator('[data-several="2"]').waitFor();
  await page.getByText('They differ here').waitFor();
  const field = page.locator('[data-setting="parameters.project"] input').first();
  await field.fill('both');
  await field.press('Enter');
  await page.waitForTimeout(400);
  await page.screenshot({ path: artifact('several-nodes.png') });
  const projects = async () =>
    (await documentOf(page)).nodes.filter(({ kind }) => kind === 'SLS').map(({ settings }) => settings?.parameters?.project?.value);
  assert.deepEqual(await projects(), ['both', 'both']);
  await page.locator('[data-canvas-stage]').focus();
  await page.keyboard.press('Control+Z');
  await page.waitForTimeout(300);
  assert.deepEqual(await projects(), ['a', undefined]);
  await page.keyboard.press('Control+Z');
  await page.locator(`[data-node-id="${ids[4]}"]`).click({ modifiers: ['Control'] });
  await page.locator('[data-several="3"]').getByText('Of several kinds').waitFor();
  await page.getByRole('checkbox', { name: /Disabled/ }).check();
  await count(page, '.card.disabled', 3);
});
