// Every action of the selection's menu, from the menu and by its key, in a browser on the real engine: each does one thing that
// one undo takes back whole. Then the forms of single kinds: a second edge of a branch, required paths, loops.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before } from 'node:test';
import { artifact, blankPlaybook, chooseFiles, drag, middle } from './bridge.mjs';
import { card, count, documentOf, edit, layOut, picker } from './stage.mjs';
import { suite } from './suite.mjs';

let folder;
before(() => (folder = mkdtempSync(path.join(tmpdir(), 'soarboard-actions-'))));
after(() => rmSync(folder, { recursive: true, force: true }));
const onPage = suite({ begin: blankPlaybook, refusals: true });
/** Wide enough that a flow of six is shown as cards. */
const WIDE = { viewport: { width: 2200, height: 1200 }, permissions: ['clipboard-read', 'clipboard-write'] };

/** What undo gives back: everything but where the document stands. */
async function contentOf(page) {
  const { nodes, edges, positions, header } = await documentOf(page);
  return { nodes, edges, positions, header };
}

/** Waits until the document has, or has no longer, this content. */
async function until(page, wanted, isSame) {
  const last = Date.now() + 10_000;
  for (;;) {
    const content = await contentOf(page);
    if ((JSON.stringify(content) === JSON.stringify(wanted)) === isSame) return content;
    if (Date.now() > last) {
      if (isSame) assert.deepEqual(content, wanted);
      assert.fail('nothing changed');
    }
    await page.waitForTimeout(50);
  }
}

/** Does something that changes the document and holds that one undo gives all of it back, and one redo does it again. */
async function oneStep(page, name, act, check) {
  const before = await contentOf(page);
  await act();
  await until(page, before, false);
  // A second edit of the same press would come within this time.
  await page.waitForTimeout(250);
  const done = await contentOf(page);
  check(done, before);
  await page.evaluate(() => document.activeElement?.blur());
  await page.locator('[data-canvas-stage]').focus();
  await page.keyboard.press('Control+Z');
  await until(page, before, true).catch((error) => assert.fail(`${name}: one undo did not take it back: ${error.message}`));
  await page.keyboard.press('Control+Y');
  await until(page, done, true);
  await page.keyboard.press('Control+Z');
  await until(page, before, true);
}

async function select(page, ids) {
  await page.locator('[data-canvas-stage]').focus();
  await page.keyboard.press('Escape');
  for (const [index, id] of ids.entries()) {
    // At the left edge of the card, away from what floats above its middle.
    await page.locator(`[data-node-id="${id}"]`).click({ position: { x: 24, y: 10 }, modifiers: index > 0 ? ['Control'] : [] });
  }
  await page.waitForFunction((wanted) => document.querySelectorAll('[data-node-id].selected').length === wanted, ids.length);
}

/** Opens the menu of the selection at the last selected node. */
async function openMenu(page, ids) {
  await select(page, ids);
  await page.locator(`[data-node-id="${ids.at(-1)}"]`).click({ position: { x: 24, y: 10 }, button: 'right' });
  await page.getByRole('menu').waitFor();
}

const menuItem = (page, name) => page.locator('[role="menuitem"]', { has: page.locator(`.label:text-is("${name}")`) });
const menuLabels = (page) => page.locator('[role="menuitem"] .label').allTextContents();

const nodesBy = ({ nodes }) => new Map(nodes.map((node) => [node.id, node]));
const gone = (ids) => (done) => ids.forEach((id) => assert.ok(!nodesBy(done).has(id)));
const more = (count) => (done, before) => assert.equal(done.nodes.length, before.nodes.length + count);
const only = (moved) => (done, before) => {
  const place = ({ positions }) => new Map(positions.map(({ node, position }) => [node, JSON.stringify(position)]));
  const [from, to] = [place(before), place(done)];
  assert.deepEqual([...to.keys()].filter((id) => from.get(id) !== to.get(id)).every((id) => moved.includes(id)), true);
  assert.deepEqual(done.nodes, before.nodes);
};
const at = (done, id) => done.positions.find(({ node }) => node === id).position;

/** Width and height of nodes in world units, as they are drawn. */
const sizesOf = (page, ids) =>
  page.evaluate(
    (wanted) => wanted.map((id) => document.querySelector(`[data-node-id="${id}"]`)).map(({ offsetWidth: width, offsetHeight: height }) => ({ width, height })),
    ids,
  );

/** Holds that boxes of unequal sizes stand as asked afterwards, and that nothing else moved. */
function arrangement(ids, sizes) {
  const SIDES = { x: 'width', y: 'height' };
  const OTHER = { x: 'y', y: 'x' };
  const boxes = (state) => ids.map((id, index) => ({ ...at(state, id), ...sizes[index] }));
  const check = (judge) => (done, before) => {
    only(ids)(done, before);
    judge(boxes(done), boxes(before));
  };
  return {
    /** `share` says where in a box its line is: 0 at the near side, 0.5 in the middle, 1 at the far side. */
    aligned: (along, share) =>
      check((now, was) => {
        const point = (box, part) => box[along] + part * box[SIDES[along]];
        const [near, far] = [Math.min(...was.map((box) => point(box, 0))), Math.max(...was.map((box) => point(box, 1)))];
        const line = near + share * (far - near);
        const found = now.map((box) => point(box, share));
        // Places are whole numbers, the middle between two need not be one.
        assert.ok(found.every((value) => Math.abs(value - line) <= 0.5), `${along} ${share}: ${found} instead of ${line}`);
        assert.deepEqual(now.map((box) => box[OTHER[along]]), was.map((box) => box[OTHER[along]]), 'it moves one way only');
      }),
    distributed: (along) =>
      check((now, was) => {
        const sorted = (all) => [...all].sort((a, b) => a[along] - b[along]);
        const gaps = (all) => sorted(all).slice(1).map((box, index) => box[along] - sorted(all)[index][along] - sorted(all)[index][SIDES[along]]);
        assert.ok(Math.abs(gaps(was)[0] - gaps(was)[1]) > 10, `nothing to do: ${gaps(was)}`);
        assert.ok(Math.abs(gaps(now)[0] - gaps(now)[1]) <= 1, `gaps along ${along}: ${gaps(now)}`);
        for (const end of [0, -1]) assert.deepEqual(sorted(now).at(end), sorted(was).at(end), 'the outer two stay');
      }),
  };
}

/** Chooses a kind in the open picker. */
async function pick(page, word, kind) {
  await picker(page).getByRole('combobox').waitFor();
  await page.keyboard.type(word);
  await picker(page).locator(`[data-kind="${kind}"][aria-selected="true"]`).first().waitFor();
  await page.keyboard.press('Enter');
}

/** Types a name into the field that has the focus. */
async function write(page, name) {
  await page.waitForFunction(() => document.activeElement?.closest('[data-setting="name"]'));
  await page.keyboard.press('Control+A');
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
}

onPage('every action of the selection menu and its key does one undoable thing', async (page) => {
  // start → filter → logs, a notification beside them, and a child flow.
  const ids = await layOut(page, ['filter', 'SLS', 'NotifyMessage', 'childFlow'], [[0, 2], [2, 3]]);
  const [, , filter, logs, tell, flow] = ids;
  await edit(page, { moveNodes: { moves: [{ node: logs, position: { x: 640, y: 240 } }] } });
  // Wider and higher than a card: sides and middles of equal boxes would be one and the same.
  const { created: [sheet] } = await edit(page, { addNode: { kind: 'note', position: { x: 1040, y: 430 } } });
  await edit(page, { setSettings: { node: sheet, settings: [{ path: ['width'], value: 330 }, { path: ['height'], value: 170 }] } });
  await page.waitForTimeout(700);
  await page.reload();
  await card(page, 'logs').waitFor();
  const three = [filter, logs, tell];
  const unequal = [filter, logs, sheet];
  const sizes = await sizesOf(page, unequal);
  assert.deepEqual(sizes[2], { width: 330, height: 170 });
  assert.ok(sizes[0].width < 300 && sizes[0].height < 150, JSON.stringify(sizes));
  const { aligned, distributed } = arrangement(unequal, sizes);
  const group = () => select(page, [filter]).then(() => page.keyboard.press('Control+G'));

  // The name in the menu, keys, what is selected, what else the person does, what must be so then.
  const walk = [
    ['Append a component…', ['a'], [logs], () => pick(page, 'filter', 'filter'), more(1)],
    ['Replace with another component…', ['r'], [logs], () => pick(page, 'notification', 'NotifyMessage'), (done) => {
      assert.equal(nodesBy(done).get(logs).kind, 'NotifyMessage');
      assert.ok(done.edges.some(({ to }) => to.node === logs), 'its connection stays');
    }],
    ['Rename', ['F2', 'e'], [logs], () => write(page, 'renamed'), (done) => assert.equal(nodesBy(done).get(logs).name, 'renamed')],
    ['Cut', ['Control+x'], [filter, logs], null, gone([filter, logs])],
    ['Duplicate', ['Control+d'], [filter, logs], null, (done, before) => {
      more(2)(done, before);
      assert.equal(done.edges.length, before.edges.length + 1, 'with the connection between the copies');
    }],
    ['Disable or enable', ['d'], three, null, (done) => three.forEach((id) => assert.equal(nodesBy(done).get(id).disabled, true))],
    ['Put a group round the selection', ['Control+g'], three, null, (done, before) => {
      more(1)(done, before);
      assert.ok(done.nodes.some(({ kind, settings }) => kind === 'group' && settings.width > 300));
    }],
    ['Move into the selected child flow', ['i'], [tell, flow], null, (done) => assert.equal(nodesBy(done).get(tell).parent, flow)],
    ['Arrange automatically', ['Shift+Alt+t'], three, null, only(three)],
    ['Align left', [], unequal, null, aligned('x', 0)],
    ['Align centres', [], unequal, null, aligned('x', 0.5)],
    ['Align right', [], unequal, null, aligned('x', 1)],
    ['Align top', [], unequal, null, aligned('y', 0)],
    ['Align middles', [], unequal, null, aligned('y', 0.5)],
    ['Align bottom', [], unequal, null, aligned('y', 1)],
    ['Distribute horizontally', [], unequal, null, distributed('x')],
    ['Distribute vertically', [], unequal, null, distributed('y')],
    ['Delete selection', ['Delete', 'Backspace'], [filter], null, (done, before) => {
      gone([filter])(done);
      assert.equal(done.edges.length, before.edges.length - 2);
    }],
    ['Delete and reconnect', ['Control+Delete', 'Control+Backspace'], [filter], null, (done, before) => {
      gone([filter])(done);
      assert.equal(done.edges.length, before.edges.length - 1);
    }],
  ];
  const seen = new Set();
  for (const [name, keys, chosen, then, check] of walk) {
    await oneStep(page, `${name} from the menu`, async () => {
      await openMenu(page, chosen);
      for (const label of await menuLabels(page)) seen.add(label);
      await menuItem(page, name).click();
      await then?.();
    }, check);
    for (const key of keys)
      await oneStep(page, `${name} by ${key}`, async () => {
        await select(page, chosen);
        await page.keyboard.press(key);
        await then?.();
      }, check);
  }

  // Ungrouping needs a group; copying changes nothing, and pasting needs a copy.
  await group();
  await page.locator('[data-node-id].group').first().waitFor();
  await page.waitForTimeout(300);
  const { nodes } = await documentOf(page);
  const frame = nodes.find(({ kind }) => kind === 'group').id;
  for (const way of ['menu', 'Control+Shift+g'])
    await oneStep(page, `ungroup by ${way}`, async () => {
      await select(page, [frame]);
      if (way !== 'menu') return page.keyboard.press(way);
      await openMenu(page, [frame]);
      for (const label of await menuLabels(page)) seen.add(label);
      await menuItem(page, 'Ungroup').click();
    }, gone([frame]));
  await page.keyboard.press('Control+Z');
  await count(page, '.paper.group', 0);

  const before = await contentOf(page);
  await openMenu(page, [filter]);
  await menuItem(page, 'Copy').click();
  await page.getByText('Node copied').first().waitFor();
  assert.deepEqual(await contentOf(page), before);
  for (const [name, key, edges] of [['Paste with connections', 'Control+Shift+v', 1], ['Paste', 'Control+v', 0]])
    for (const way of ['menu', key])
      await oneStep(page, `${name} by ${way}`, async () => {
        if (way !== 'menu') {
          await page.locator('[data-canvas-stage]').focus();
          return page.keyboard.press(way);
        }
        await openMenu(page, [filter]);
        await menuItem(page, name).click();
      }, (done, was) => {
        more(1)(done, was);
        assert.ok(done.edges.length >= was.edges.length + edges);
      });

  const walked = new Set([...walk.map(([name]) => name), 'Ungroup', 'Copy', 'Paste', 'Paste with connections']);
  // A quick fix is behaviour 14.
  assert.deepEqual([...seen].filter((label) => !walked.has(label) && label !== 'Quick fix'), [], 'actions that were not walked');
  console.log(`# actions of the menu: ${walked.size} walked, ${seen.size} seen`);
}, WIDE);

onPage('a branch of an inclusive gateway takes a second connection, one of an exclusive gateway does not', async (page) => {
  const [, , fork, choice, a, b] = await layOut(page, ['inclusiveGateway', 'exclusiveGateway', 'filter', 'SLS'], [], 160);
  const out = (id) => page.locator(`[data-node-id="${id}"] .port.out`).first();
  const wire = async (from, to) => drag(page, await middle(out(from)), await middle(page.locator(`[data-node-id="${to}"]`)));
  await wire(fork, a);
  await count(page, '[data-edge-id]', 1);
  await oneStep(page, 'a second connection', () => wire(fork, b), ({ edges }) => {
    assert.equal(new Set(edges.map(({ from }) => `${from.node} ${from.port}`)).size, 1);
    assert.deepEqual(edges.map(({ to }) => to.node).sort(), [a, b].sort());
  });
  await page.keyboard.press('Control+Z');
  await count(page, '[data-edge-id]', 0);

  await wire(choice, a);
  await count(page, '[data-edge-id]', 1);
  await wire(choice, b);
  await page.waitForTimeout(400);
  assert.equal((await documentOf(page)).edges.length, 1);
}, WIDE);

onPage('a path to a converging gateway is made required by its box, and the connection says so', async (page) => {
  const [, , filter, logs, merge] = await layOut(page, ['filter', 'SLS', 'convergingGateway'], [[0, 2], [0, 3], [2, 4], [3, 4]]);
  const { edges } = await documentOf(page);
  const edgeOf = (from) => edges.find((edge) => edge.from.node === from && edge.to.node === merge).id;
  for (const from of [filter, logs])
    await oneStep(page, 'required', async () => {
      await select(page, [merge]);
      await page.locator(`[data-setting="required"] [data-edge="${edgeOf(from)}"]`).click();
    }, (done) => {
      const { required } = done.edges.find(({ id }) => id === edgeOf(from));
      assert.equal(required, !edges.find(({ id }) => id === edgeOf(from)).required);
    });
}, WIDE);

onPage('a child flow repeats as its form says, each choice one step', async (page) => {
  const [, , flow] = await layOut(page, ['childFlow'], [[0, 2]]);
  const loopOf = (done) => nodesBy(done).get(flow).settings?.loop;
  const mode = (name) => page.locator('[data-setting="loop.mode"]').getByRole('radio').nth(name).click();
  // Selected once: a second click soon after would enter it.
  await select(page, [flow]);
  await oneStep(page, 'for each', async () => {
    await mode(1);
  }, (done) => assert.equal(loopOf(done).mode, 'each'));
  await mode(1);
  const over = page.locator('[data-setting="loop.over"]').locator('input, textarea').first();
  await oneStep(page, 'what it goes through', async () => {
    await over.fill('${event.hosts}');
    await over.press('Enter');
  }, (done) => assert.equal(loopOf(done).over, '${event.hosts}'));
  await mode(2);
  await page.locator('[data-setting="loop.until"]').waitFor();
  const rounds = page.locator('[data-setting="loop.maxRounds"] input');
  await oneStep(page, 'rounds', async () => {
    await rounds.fill('7');
    await rounds.press('Enter');
  }, (done) => assert.deepEqual([loopOf(done).mode, loopOf(done).maxRounds], ['until', 7]));
  await page.screenshot({ path: artifact('child-flow-loop.png') });
}, WIDE);

onPage('the path of a file is copied, and its folder is asked to be shown', async (page) => {
  const file = path.join(folder, 'here.playbook.json');
  await chooseFiles(page, [file]);
  await page.keyboard.press('Control+S');
  await page.locator('footer [data-status="saved"]').filter({ hasText: /^\s*Saved\s*$/ }).waitFor();
  const asked = [];
  page.on('request', (request) => request.url().includes('/rpc/') && asked.push([request.url().split('/').at(-1), request.postData()]));
  const tab = page.locator('[data-document].front');
  await tab.click({ button: 'right' });
  await menuItem(page, 'Copy path').click();
  await page.getByText('Copied').first().waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), file);
  assert.ok(readFileSync(file, 'utf8').includes('formatVersion'));

  await tab.click({ button: 'right' });
  await menuItem(page, 'Show in folder').click();
  const doc = await tab.getAttribute('data-document');
  await page.waitForTimeout(400);
  // The bridge has no desktop to show a folder on; that it is asked, and about what, is what a page can do.
  assert.deepEqual(asked.filter(([name]) => name.includes('reveal')).map(([, body]) => JSON.parse(body).doc), [doc]);
}, WIDE);

onPage('5: the picker suggests by what came before, remembers what was used, and counts what it finds', async (page) => {
  const [, , filter, choice] = await layOut(page, ['filter', 'exclusiveGateway'], [[0, 2]]);
  const sections = () =>
    picker(page).locator('[role="group"]').evaluateAll((groups) =>
      Object.fromEntries(groups.map((group) => [group.querySelector('.title').textContent, [...group.querySelectorAll('[data-kind]')].map((row) => row.dataset.kind)])),
    );
  const openAt = async (id) => {
    await select(page, [id]);
    await page.keyboard.press('a');
    await picker(page).getByRole('combobox').waitFor();
  };
  await openAt(filter);
  let shown = await sections();
  assert.deepEqual(shown.Suggested, ['exclusiveGateway', 'filter', 'AliyunCloudOpenAPI', 'NotifyMessage', 'end']);
  assert.ok(!shown['All components'].includes('start'), 'nothing leads to a start');
  const all = shown['All components'].length;
  assert.equal(await picker(page).locator('.count').textContent(), String(all));
  await pick(page, 'notification', 'NotifyMessage');
  await picker(page).waitFor({ state: 'detached' });

  await openAt(choice);
  shown = await sections();
  assert.deepEqual(shown.Suggested, ['AliyunCloudOpenAPI', 'NotifyMessage', 'childFlow', 'end']);
  assert.equal(shown.Recent[0], 'NotifyMessage');
  await page.keyboard.type('gateway');
  await page.waitForFunction(() => document.querySelectorAll('[data-quick-add] [role="group"]').length === 1);
  const found = Object.values(await sections())[0];
  assert.equal(await picker(page).locator('.count').textContent(), String(found.length));
  assert.ok(found.length >= 3 && found.length < all && found.includes('inclusiveGateway'));
  await page.keyboard.press('Escape');

  // What was used is still known after the next start.
  await page.waitForTimeout(900);
  await page.reload();
  await card(page, 'filter').waitFor();
  assert.equal(await page.locator('.palette [data-recent]').first().getAttribute('data-recent'), 'NotifyMessage');
  await openAt(choice);
  assert.equal((await sections()).Recent[0], 'NotifyMessage');
}, WIDE);
