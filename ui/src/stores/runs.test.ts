// Checks that the run on show is the one started last, kept up to date, and never comes back to life.
import { describe, expect, it } from 'vitest';
import type { FilterView, RunView } from '../generated/contract';
import { FakeHost, type Answers } from '../host/fake';
import { questions } from '../shared/ask.svelte';
import { catalogue } from '../shared/i18n.svelte';
import { RunsStore } from './runs.svelte';

const view = (run: string, parts: Partial<RunView> = {}): RunView => ({
  run,
  doc: 'd1',
  node: 'n1',
  nodeName: 'scan',
  region: 'cn-hangzhou',
  leg: 1,
  startedMs: 0,
  bytes: 0,
  mayPause: false,
  mayResume: false,
  needsConsent: false,
  operation: 'Ecs 2014-05-26 DescribeInstances',
  host: 'ecs.aliyuncs.com',
  profile: 'practice',
  practice: true,
  requests: 0,
  retries: 0,
  rows: 0,
  elapsedMs: 0,
  ended: false,
  stop: '',
  requestIds: [],
  ...parts,
});
const request = { plan: { doc: 'd1', node: 'n1', profile: 'practice' }, confirmedHost: 'ecs.aliyuncs.com' };

async function started(answers: Answers = {}) {
  const host = new FakeHost({
    call_start: () => view('r1'),
    run_show: () => view('r1', { rows: 3 }),
    ...answers,
  });
  const runs = new RunsStore(host);
  await runs.start(request);
  return { host, runs };
}

describe('a run', () => {
  it('catches up with what was reported before its handle was known', async () => {
    const { runs } = await started();
    expect(runs.current?.rows).toBe(3);
    expect(runs.isRunning).toBe(true);
  });

  it('follows its own reports and no other run', async () => {
    const { runs } = await started();
    runs.notice(view('r1', { rows: 20 }));
    runs.notice(view('r0', { rows: 99 }));
    expect(runs.current?.rows).toBe(20);
    expect(runs.byNode.get('n1')?.rows).toBe(20);
  });

  it('stays ended when an older report comes late', async () => {
    const { runs } = await started();
    runs.notice(view('r1', { rows: 23, ended: true, stop: 'total_reached' }));
    runs.notice(view('r1', { rows: 20 }));
    expect(runs.current?.ended).toBe(true);
    expect(runs.isRunning).toBe(false);
  });

  it('is cancelled once, and not when it has ended', async () => {
    const { host, runs } = await started({
      call_cancel: () => view('r1', { ended: true, stop: 'cancelled' }),
    });
    await runs.cancel();
    await runs.cancel();
    expect(host.requestsOf('call_cancel')).toEqual([{ run: 'r1' }]);
    expect(runs.current?.stop).toBe('cancelled');
  });

  it('that the engine refuses to start leaves the one on show', async () => {
    const { host, runs } = await started();
    host.answers.call_start = () => {
      throw { code: 'unsafe', message: { id: 'error-x' }, retryable: false };
    };
    await expect(runs.start(request)).rejects.toThrow('unsafe');
    expect(runs.current?.run).toBe('r1');
  });

  it('that is gone on with comes back to life by its leg', async () => {
    const { host, runs } = await started({
      call_resume: () => view('r1', { leg: 2, rows: 20 }),
      run_show: () => view('r1', { leg: 1, rows: 20, ended: true, stop: 'paused', mayResume: true }),
    });
    expect(runs.current?.mayResume).toBe(true);
    await runs.resume();
    expect(host.requestsOf('call_resume')).toEqual([
      { run: 'r1', confirmedHost: 'ecs.aliyuncs.com', trustHost: false },
    ]);
    runs.notice(view('r1', { leg: 1, rows: 20, ended: true, stop: 'paused' }));
    expect(runs.isRunning).toBe(true);
    runs.notice(view('r1', { leg: 2, rows: 23, ended: true, stop: 'total_reached' }));
    expect(runs.current?.rows).toBe(23);
  });

  it('of a real service that was cut off goes on only after a yes to its host', async () => {
    const cut = view('r1', { practice: false, ended: true, stop: 'interrupted', mayResume: true, doc: '' });
    const { host, runs } = await started({ call_resume: () => view('r1', { leg: 2 }) });
    runs.open(cut);

    await catalogue.use('en');
    const refused = runs.resume();
    expect(questions.current?.text).toContain('ecs.aliyuncs.com');
    questions.answer(null);
    await refused;
    expect(host.requestsOf('call_resume')).toEqual([]);

    const agreed = runs.resume();
    questions.answer('go');
    await agreed;
    expect(host.requestsOf('call_resume')).toHaveLength(1);
  });

  it('that is deleted is no longer on show', async () => {
    const { runs } = await started({
      run_list: () => ({ runs: [view('r1')], bytes: 5 }),
      run_delete: () => ({ runs: [], bytes: 0 }),
    });
    await runs.togglePast();
    expect(runs.past?.bytes).toBe(5);
    await runs.delete(['r1']);
    expect(runs.current).toBeNull();
    expect(runs.past?.runs).toEqual([]);
  });
});

describe('a filter', () => {
  const found = (parts: Partial<FilterView> = {}): FilterView => ({
    filter: 'f1',
    run: 'r1',
    picks: false,
    scanned: 0,
    total: 23,
    rows: 0,
    values: 0,
    ended: false,
    cancelled: false,
    ...parts,
  });

  it('catches up with what was found before its handle was known', async () => {
    const { runs } = await started({
      rows_filter: () => ({ filter: found() }),
      rows_filter_show: () => found({ rows: 5, scanned: 23, ended: true }),
    });
    await runs.filter?.apply('@.Status == 0');
    expect(runs.filter?.view?.rows).toBe(5);
    runs.noticeFilter(found({ rows: 2 }));
    expect(runs.filter?.view?.ended).toBe(true);
  });

  it('that cannot be used says where and leaves the one in force', async () => {
    const { host, runs } = await started({
      rows_filter: ({ expression }) =>
        expression === '@.a'
          ? { filter: found() }
          : { problem: { at: 3, message: { id: 'error-filter-syntax' } } },
      rows_filter_show: () => found({ ended: true }),
    });
    await runs.filter?.apply('@.a');
    await runs.filter?.apply('@.');
    expect(runs.filter?.problem?.at).toBe(3);
    expect(runs.filter?.view?.filter).toBe('f1');
    expect(host.requestsOf('rows_filter_end')).toEqual([]);
  });

  it('is ended in the engine when it is cleared', async () => {
    const { host, runs } = await started({
      rows_filter: () => ({ filter: found() }),
      rows_filter_show: () => found(),
      rows_filter_end: () => ({}),
    });
    await runs.filter?.apply('@.a');
    runs.filter?.clear();
    expect(host.requestsOf('rows_filter_end')).toEqual([{ filter: 'f1' }]);
    expect(runs.filter?.view).toBeNull();
  });
});
