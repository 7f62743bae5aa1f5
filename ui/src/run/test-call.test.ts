// Checks the conversation before a call: nothing is sent unasked, a call that writes asks twice by
// name, consent belongs to one host, and refusals are shown where they arise.
import { describe, expect, it, vi } from 'vitest';
import type { CallPlan, RunView } from '../generated/contract';
import { FakeHost, type Answers } from '../host/fake';
import { AppState } from '../stores/app.svelte';
import { TestCall } from './test-call.svelte';

const plan = (parts: Partial<CallPlan> = {}): CallPlan => ({
  product: 'cloud-siem',
  version: '2022-06-16',
  operation: 'ListAutomateResponseConfigs',
  host: 'cloud-siem.cn-shanghai.aliyuncs.com',
  account: { id: 'x' },
  access: { level: 'read', standing: 'documented' },
  paging: 'number',
  maxRequests: 50,
  intervalSeconds: 0,
  practice: true,
  profile: 'practice',
  preview: '',
  cliLine: '',
  needs: [],
  problems: [],
  trust: 'practice',
  writes: false,
  ...parts,
});
const run = { run: 'r1', node: 'n1', ended: false } as RunView;

async function asked(first: CallPlan, answers: Answers = {}) {
  const host = new FakeHost({
    call_plan: () => first,
    call_start: () => run,
    run_show: () => run,
    ...answers,
  });
  const call = new TestCall(new AppState(host), 'n1');
  await call.load();
  return { host, call };
}

describe('a test call', () => {
  it('that reads starts at the first yes, for the host that was shown', async () => {
    const { host, call } = await asked(plan());
    expect(host.requestsOf('call_start')).toEqual([]);
    expect(await call.goOn()).toBe(true);
    expect(host.requestsOf('call_start')).toEqual([
      {
        plan: { doc: '', node: 'n1', profile: 'practice', values: {} },
        confirmedHost: 'cloud-siem.cn-shanghai.aliyuncs.com',
      },
    ]);
  });

  it('27: that writes asks a second time and wants its name typed', async () => {
    const { host, call } = await asked(plan({ writes: true }));
    expect(await call.goOn()).toBe(false);
    expect(call.isConfirming).toBe(true);

    call.typed = 'ListAutomate';
    expect(await call.goOn()).toBe(false);
    expect(host.requestsOf('call_start')).toEqual([]);

    call.typed = 'ListAutomateResponseConfigs';
    expect(await call.goOn()).toBe(true);
    expect(host.requestsOf('call_start')[0]?.typedOperation).toBe('ListAutomateResponseConfigs');
  });

  it.each([
    ['there are problems', plan({ problems: [{ id: 'x' }] })],
    ['the host is refused', plan({ trust: 'refused' })],
    ['consent is missing', plan({ trust: 'needsConsent' })],
  ])('does not start while %s', async (_name, first) => {
    const { host, call } = await asked(first);
    expect(await call.goOn()).toBe(false);
    expect(host.requestsOf('call_start')).toEqual([]);
  });

  it('asks for consent again when the host has changed', async () => {
    let host = 'a.example';
    const { call } = await asked(plan(), { call_plan: () => plan({ trust: 'needsConsent', host }) });
    call.trustsHost = true;
    await call.load();
    expect(call.isBlocked).toBe(false);

    host = 'b.example';
    await call.load();
    expect(call.trustsHost).toBe(false);
    expect(call.isBlocked).toBe(true);
  });

  it('plans again with the values given for references', async () => {
    const needs = [{ reference: '${event.ip}', value: '10.0.0.1' }];
    const { host, call } = await asked(plan({ needs }));
    expect(call.values).toEqual({ '${event.ip}': '10.0.0.1' });

    await call.setValue('${event.ip}', '10.0.0.2');
    expect(host.requestsOf('call_plan').map((request) => request.values)).toEqual([
      {},
      { '${event.ip}': '10.0.0.2' },
    ]);
  });

  it('shows why the engine refused to start it, and can be tried again', async () => {
    const start = vi.fn((): RunView => {
      throw { code: 'read-only', message: { id: 'error-x' }, retryable: false };
    });
    const { call } = await asked(plan(), { call_start: start });
    expect(await call.goOn()).toBe(false);
    expect(call.error?.code).toBe('read-only');
    expect(call.isStarting).toBe(false);
  });
});
