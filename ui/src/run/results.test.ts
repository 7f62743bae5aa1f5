// Checks what the results panel shows: figures, failures in the service's own words, columns.
import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunView } from '../generated/contract';
import { FakeHost } from '../host/fake';
import { catalogue } from '../shared/i18n.svelte';
import { APP_KEY } from '../stores/app-context';
import { AppState } from '../stores/app.svelte';
import { readRow } from '../stores/row-text';
import { readingOrder, widthsOf } from './columns';
import ExportDialog from './ExportDialog.svelte';
import FailureBox from './FailureBox.svelte';
import { clockText, rowsPerSecond, secondsLeft, shareOf } from './rate';
import ResultTable from './ResultTable.svelte';
import RowDetail from './RowDetail.svelte';
import RunSummary from './RunSummary.svelte';
import { RowWindow } from '../stores/rows.svelte';

beforeEach(() => catalogue.use('en'));

const run = (parts: Partial<RunView>) =>
  ({
    run: 'r',
    requests: 3,
    rows: 23,
    retries: 0,
    elapsedMs: 0,
    ended: true,
    stop: 'total_reached',
    ...parts,
  }) as RunView;

function summaryOf(view: RunView): string {
  const app = new AppState(new FakeHost());
  app.runs.current = view;
  render(RunSummary, { context: new Map([[APP_KEY, app]]) });
  return screen.getByRole('status').textContent ?? '';
}

describe('the summary', () => {
  it('says how it ended', () => {
    expect(summaryOf(run({}))).toBe('3 requests · 23 rows · 0 retries · stopped: total reached');
  });

  it('says how fast it goes, and offers to cancel', () => {
    expect(summaryOf(run({ ended: false, stop: '', total: 100, elapsedMs: 2000, rows: 40 }))).toBe(
      '3 requests · 40 of 100 rows · 0 retries · 20 rows/s · 0:03 left',
    );
    expect(screen.getByRole('button', { name: 'Cancel' })).toBeTruthy();
  });

  it('marks a practice run as one', () => {
    summaryOf(run({ practice: true }));
    expect(screen.getByText('practice')).toBeTruthy();
  });

  it.each([
    [{ rows: 10, elapsedMs: 100 }, 0],
    [{ rows: 10, elapsedMs: 4000 }, 3],
  ])('rate of %j', (view, rate) => expect(rowsPerSecond(view)).toBe(rate));

  it.each([
    [{ rows: 5, total: 10 }, 0.5],
    [{ rows: 50, total: 10 }, 1],
    [{ rows: 5, total: 0 }, null],
    [{ rows: 5 }, null],
  ])('share of %j', (view, share) => expect(shareOf(view)).toBe(share));
});

it('a missing permission is shown with a policy to copy', () => {
  const policy = '{"Version":"1"}';
  render(FailureBox, {
    error: {
      code: 'vendor-refused',
      message: { id: 'shared-close' },
      retryable: false,
      permission: { action: 'yundun-sas:X', isNamed: true, policy },
    },
  });
  expect(screen.getByText('Policy that allows yundun-sas:X')).toBeTruthy();
  expect(screen.getByText(policy)).toBeTruthy();
});

it('a failure is shown with code, status, words and request id of the service, as text', () => {
  const { container } = render(FailureBox, {
    error: {
      code: 'vendor-refused',
      message: { id: 'shared-close' },
      retryable: false,
      vendor: { code: 'NoPermission', httpStatus: 403, message: '<b>denied</b>', requestId: '7D1-55' },
    },
  });
  expect(container.textContent).toContain('NoPermission · HTTP 403');
  expect(container.textContent).toContain('<b>denied</b>');
  expect(container.textContent).toContain('7D1-55');
  expect(container.querySelector('b')).toBeNull();
});

it('a refused signature shows both texts with what differs marked', () => {
  const { container } = render(FailureBox, {
    error: {
      code: 'vendor-refused',
      message: { id: 'shared-close' },
      hint: { id: 'shared-cancel' },
      retryable: false,
      signature: { at: 44, ours: 'Name%3Da%26X', theirs: 'Name%3Db<b>' },
    },
  });
  expect(screen.getByText('Signed here')).toBeTruthy();
  const marks = [...container.querySelectorAll('mark')].map((mark) => mark.textContent);
  expect(marks).toEqual(['a%26X', 'b<b>']);
  expect(container.textContent).toContain('after 44 characters');
  expect(container.textContent, 'the hint says the same in one line').not.toContain('Cancel');
});

it('of two texts that were signed only what differs is marked, though one is shorter', () => {
  const { container } = render(FailureBox, {
    error: {
      code: 'vendor-refused',
      message: { id: 'shared-close' },
      retryable: false,
      signature: { at: 44, ours: 'Name%3Daa a%26Page', theirs: 'Name%3Daaa%26Page' },
    },
  });
  const marks = [...container.querySelectorAll('mark')].map((mark) => mark.textContent);
  expect(marks).toEqual(['␣', '∅']);
  const texts = [...container.querySelectorAll('code')].map((code) => code.textContent?.trim());
  expect(texts).toEqual(['Name%3Daa␣a%26Page', 'Name%3Daa∅a%26Page']);
});

it('an export says how far it is, and can be stopped', async () => {
  const host = new FakeHost({ run_export_stop: () => ({}) });
  let written: (reply: { rows: number }) => void = () => {};
  host.answers.run_export = () => new Promise((resolve) => (written = resolve));
  const app = new AppState(host);
  app.runs.current = run({ run: 'r1' });
  const closed = vi.fn();
  render(ExportDialog, { props: { onclose: closed }, context: new Map([[APP_KEY, app]]) });

  await fireEvent.click(screen.getByRole('button', { name: 'Choose a file…' }));
  app.runs.noticeExport({ run: 'r1', percent: 42 });
  await vi.waitFor(() => expect(screen.getByText('42 %')).toBeTruthy());
  expect(screen.getByRole<HTMLProgressElement>('progressbar').value).toBe(42);
  await fireEvent.click(screen.getByRole('button', { name: 'Stop the export' }));
  expect(host.requestsOf('run_export_stop')).toEqual([{ run: 'r1' }]);

  written({ rows: 0 });
  await vi.waitFor(() => expect(screen.queryByRole('progressbar')).toBeNull());
  expect(closed).not.toHaveBeenCalled();
});

it('a row too large to be here says so and offers no copy of itself', () => {
  const entry = { number: 0, json: '{"a":"x…"}', cells: readRow('{"a":"x…"}'), path: '', cutFrom: 3 << 20 };
  const menu = { node: 'n', filterBy: () => {} };
  render(RowDetail, { value: { entry, path: [], json: entry.json }, menu, onclose: () => {} });
  expect(screen.getByRole('note').textContent).toContain('3');
  expect(screen.queryByRole('button', { name: 'Copy row as JSON' })).toBeNull();
});

describe('the table', () => {
  it('gives columns the width of their widest text, within limits', () => {
    const rows = [readRow(`{"Id":1,"Name":"${'x'.repeat(200)}","中":"威胁情报"}`)];
    const [id, name, chinese] = widthsOf(['Id', 'Name', '中'], (index) => rows[index], 1) as [
      number,
      number,
      number,
    ];
    expect(id).toBe(64);
    expect(name).toBe(320);
    expect(chinese).toBeGreaterThan(70);
  });

  it('reads names and states first, JSON in text later', () => {
    const rows = [readRow('{"Config":"[{}]","Count":1,"RuleName":"r","Status":0,"Id":7}')];
    const order = readingOrder(['Config', 'Count', 'RuleName', 'Status', 'Id'], (index) => rows[index], 1);
    expect(order).toEqual(['RuleName', 'Id', 'Status', 'Count', 'Config']);
  });

  it('puts lists and objects after plain values', () => {
    const rows = [readRow('{"b":[],"a":1,"c":{},"d":null}')];
    expect(readingOrder(['b', 'a', 'c', 'd'], (index) => rows[index], 1)).toEqual(['a', 'd', 'b', 'c']);
  });

  it('shows rows as they were received', async () => {
    // jsdom lays nothing out, and a list that shows what is in view would show nothing.
    vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(400);
    vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(800);
    const host = new FakeHost({
      run_rows: () => ({ offset: 0, total: 1, rows: ['{"Id":1823746190012345678,"Tags":["a"]}'] }),
    });
    render(ResultTable, { window: new RowWindow(host, 'r1'), total: 1 });
    expect(await screen.findByText('1823746190012345678')).toBeTruthy();
    expect(screen.getByText('["a"]')).toBeTruthy();
    const heads = screen.getAllByRole('columnheader').map((head) => head.textContent?.trim());
    expect(heads).toEqual(['', 'Id', 'Tags']);
  });

  it('is walked by keys, and the active cell is what is copied and opened', async () => {
    vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(400);
    const writeText = vi.fn(() => Promise.resolve());
    vi.stubGlobal('navigator', { clipboard: { writeText } });
    const total = 1_000_000;
    const host = new FakeHost({
      run_rows: ({ offset, limit }) => ({
        offset,
        total,
        rows: Array.from({ length: limit }, (_, at) => `{"Id":${offset + at},"Name":"n${offset + at}"}`),
      }),
    });
    const onopen = vi.fn();
    render(ResultTable, { window: new RowWindow(host, 'r1'), total, onopen });
    await screen.findByText('n3');
    const grid = screen.getByRole('grid');
    const press = (key: string, ctrlKey = false) => fireEvent.keyDown(grid, { key, ctrlKey });
    const active = () =>
      document.getElementById(grid.getAttribute('aria-activedescendant') ?? '')?.textContent;

    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight']) await press(key);
    expect(active()?.trim()).toBe('n1');
    await press('c', true);
    expect(writeText).toHaveBeenLastCalledWith('n1');
    await press('Home');
    await press('Enter');
    expect(onopen.mock.calls[0]?.[0]).toMatchObject({ path: ['Id'], json: '1' });

    await press('End', true);
    expect(await screen.findByText('n999999')).toBeTruthy();
    expect(host.requestsOf('run_rows').length).toBeLessThan(12);
    vi.unstubAllGlobals();
  });

  it.each([
    [7, '0:07'],
    [725, '12:05'],
    [3725, '1:02:05'],
  ])('%d seconds are %s', (seconds, text) => expect(clockText(seconds)).toBe(text));

  it('says how long it will take once it can', () => {
    expect(secondsLeft({ rows: 40, total: 100, elapsedMs: 2000 })).toBe(3);
    expect(secondsLeft({ rows: 40, total: 100, elapsedMs: 900 })).toBeNull();
    expect(secondsLeft({ rows: 40, elapsedMs: 2000 })).toBeNull();
  });
});
