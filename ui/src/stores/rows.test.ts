// Checks which windows of rows are asked for, and that memory stays bounded.
import { describe, expect, it } from 'vitest';
import { FakeHost } from '../host/fake';
import { BLOCK, RowWindow } from './rows.svelte';

function windowOf(total: () => number) {
  const host = new FakeHost({
    run_rows: ({ offset, limit }) => ({
      offset,
      total: total(),
      rows: Array.from(
        { length: Math.max(0, Math.min(limit, total() - offset)) },
        (_, i) => `{"Id":${offset + i}}`,
      ),
    }),
  });
  return { host, rows: new RowWindow(host, 'r1') };
}

describe('the window of rows', () => {
  it('asks for the blocks in view, once', async () => {
    const { host, rows } = windowOf(() => 1000);
    await rows.ensure(150, 250, 1000);
    await rows.ensure(160, 240, 1000);
    expect(host.requestsOf('run_rows').map((request) => request.offset)).toEqual([BLOCK, 2 * BLOCK]);
    expect(rows.row(205)?.get('Id')?.text).toBe('205');
    expect(rows.row(5)).toBeUndefined();
    expect(rows.columns).toEqual(['Id']);
  });

  it('asks for what is in view before what comes next, and for no more than that', async () => {
    const { host, rows } = windowOf(() => 1000);
    await rows.ensure(450, 470, 1000, 60);
    expect(host.requestsOf('run_rows').map(({ offset }) => offset)).toEqual([400, 500, 300]);
    await rows.ensure(990, 999, 1000, 60);
    expect(host.requestsOf('run_rows').map(({ offset }) => offset)).toEqual([400, 500, 300, 900]);
  });

  it('asks again for a block that has grown since', async () => {
    let total = 10;
    const { host, rows } = windowOf(() => total);
    await rows.ensure(0, 9, total);
    total = 30;
    await rows.ensure(0, 29, total);
    expect(host.calls).toHaveLength(2);
    expect(rows.row(29)?.get('Id')?.text).toBe('29');
  });

  it('forgets what was looked at longest ago', async () => {
    const { rows } = windowOf(() => 100_000);
    for (let first = 0; first < 60 * BLOCK; first += BLOCK) await rows.ensure(first, first, 100_000);
    expect(rows.row(0)).toBeUndefined();
    expect(rows.row(59 * BLOCK)).toBeDefined();
  });

  it('knows of which rows only the beginning came', async () => {
    const host = new FakeHost({
      run_rows: () => ({ offset: 0, total: 2, rows: ['{"a":1}', '{"a":"…"}'], cut: [{ at: 1, bytes: 9e6 }] }),
    });
    const rows = new RowWindow(host, 'r1');
    await rows.ensure(0, 1, 2);
    expect(rows.entry(0)?.cutFrom).toBeUndefined();
    expect(rows.entry(1)?.cutFrom).toBe(9e6);
  });

  it('can be asked again after a failure', async () => {
    const { host, rows } = windowOf(() => 10);
    const good = host.answers.run_rows;
    host.answers.run_rows = () => {
      throw new Error('gone');
    };
    await rows.ensure(0, 9, 10);
    expect(rows.failed).toBeTruthy();
    host.answers.run_rows = good;
    await rows.ensure(0, 9, 10);
    expect(rows.failed).toBeNull();
    expect(rows.row(3)).toBeDefined();
  });
});
