// Checks that the run on show is the one started last, kept up to date, and never comes back to life.
import { describe, expect, it } from 'vitest';
import type { RunView } from '../generated/contract';
import { FakeHost, type Answers } from '../host/fake';
import { RunsStore } from './runs.svelte';

const view = (run: string, parts: Partial<RunView> = {}): RunView => ({
  run,
  doc: 'd1',
  node: 'n1',
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
});
