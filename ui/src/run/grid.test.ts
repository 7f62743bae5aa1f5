// Checks which rows and columns the table draws, and that row numbers have room.
import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeEach, expect, it, vi } from 'vitest';
import { FakeHost } from '../host/fake';
import { catalogue } from '../shared/i18n.svelte';
import { RowWindow } from '../stores/rows.svelte';
import { Grid } from './grid.svelte';
import ResultTable from './ResultTable.svelte';

const COLUMNS = 60;
const SEEN = { width: 800, height: 330, rowHeight: 30 };

beforeEach(() => catalogue.use('en'));

async function wide(total: number): Promise<Grid> {
  const row = JSON.stringify(Object.fromEntries(Array.from({ length: COLUMNS }, (_, at) => [`c${at}`, at])));
  const host = new FakeHost({
    run_rows: ({ limit }) => ({ offset: 0, total, rows: Array(limit).fill(row) }),
  });
  const rows = new RowWindow(host, 'r1');
  await rows.ensure(0, 9, total);
  const grid = new Grid(rows);
  grid.measure(total, total, SEEN);
  grid.learn(rows.columns);
  return grid;
}

it('draws the columns in view, wherever the table is scrolled to', async () => {
  const grid = await wide(1000);
  const drawn = () => grid.drawn.map(({ at }) => at);
  expect(drawn()[0]).toBe(0);
  expect(drawn().length).toBeLessThan(14);
  // Whatever is in view is drawn: the first and the last pixel beside the numbers belong to drawn columns.
  for (const left of [0, 63, 64, 65, 1000, grid.width - SEEN.width]) {
    grid.draw(left);
    const [first, last] = [drawn()[0] ?? -1, drawn().at(-1) ?? -1];
    expect(grid.leftOf(first)).toBeLessThanOrEqual(left);
    expect(grid.leftOf(first + 1)).toBeGreaterThan(left);
    const right = Math.min(left + SEEN.width, grid.width) - grid.numberWidth;
    expect(grid.leftOf(last + 1)).toBeGreaterThanOrEqual(right);
  }
  expect(drawn().at(-1)).toBe(COLUMNS - 1);
});

it('takes in a column that was hidden or made narrower at once', async () => {
  const grid = await wide(10);
  const last = () => grid.drawn.at(-1)?.at ?? -1;
  const before = last();
  for (let column = 0; column < 5; column += 1) grid.resize(`c${column}`, 48);
  expect(last()).toBeGreaterThan(before);
  grid.toggle('c0');
  expect(grid.drawn.map(({ name }) => name)).not.toContain('c0');
});

it('draws no row that is out of view', async () => {
  const grid = await wide(1000);
  expect(grid.view).toMatchObject({ first: 0, last: 9 });
  grid.map.scrolledTo(15);
  grid.draw();
  expect(grid.view).toMatchObject({ first: 0, last: 10 });
});

it('gives the number of the millionth row the room it takes', async () => {
  const small = await wide(999_999);
  const large = await wide(1_000_000);
  expect(large.numberWidth).toBeGreaterThanOrEqual(small.numberWidth + 7);
});

it('opens a nested value by its sign, and the menu of the cell under the pointer', async () => {
  // Loaded with the first menu of a window; here that would take longer than a test waits.
  await import('../shared/MenuList.svelte');
  const host = new FakeHost({
    run_rows: () => ({ offset: 0, total: 1, rows: ['{"Id":7,"Tags":["a"]}'] }),
  });
  const onopen = vi.fn();
  const menu = { node: 'n', filterBy: () => {} };
  render(ResultTable, { window: new RowWindow(host, 'r1'), total: 1, menu, onopen });

  await fireEvent.click(await screen.findByRole('button', { name: /Tags/ }));
  expect(onopen.mock.calls[0]?.[0]).toMatchObject({ path: ['Tags'], json: '["a"]' });
  await fireEvent.contextMenu(screen.getByText('7'));
  expect(await screen.findByRole('menuitem', { name: /\$\{n\.Id\}|Id/ })).toBeTruthy();
});
