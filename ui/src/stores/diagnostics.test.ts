// Checks that only answers about the present revision count, and how stepping goes round.
import { describe, expect, it, vi } from 'vitest';
import type { CheckReply, Diagnostic } from '../generated/contract';
import { FakeHost } from '../host/fake';
import { CHECK_AFTER_MS, DiagnosticsStore } from './diagnostics.svelte';

const finding = (code: string, severity: Diagnostic['severity'], node?: string): Diagnostic => ({
  code,
  severity,
  node,
  message: { id: `check-${code}` },
});

describe('the check', () => {
  it('is asked once after a burst of changes', async () => {
    vi.useFakeTimers();
    const host = new FakeHost({
      document_check: () => ({ revision: 3, diagnostics: [finding('a', 'error')] }),
    });
    const store = new DiagnosticsStore(host);
    const subject = () => ({ doc: 'd1', revision: 3 });

    store.schedule(subject);
    await vi.advanceTimersByTimeAsync(CHECK_AFTER_MS - 1);
    store.schedule(subject);
    await vi.advanceTimersByTimeAsync(CHECK_AFTER_MS);
    vi.useRealTimers();

    expect(host.calls).toHaveLength(1);
    expect(store.errors).toBe(1);
  });

  it('drops an answer about an older revision or another document', async () => {
    let answer: (reply: CheckReply) => void = () => {};
    const host = new FakeHost({ document_check: () => new Promise((resolve) => (answer = resolve)) });
    const store = new DiagnosticsStore(host);
    let now = { doc: 'd1', revision: 3 };

    const checked = store.check(() => now);
    now = { doc: 'd1', revision: 4 };
    answer({ revision: 3, diagnostics: [finding('old', 'error')] });
    await checked;

    expect(store.items).toEqual([]);
  });
});

describe('findings', () => {
  const store = () => {
    const result = new DiagnosticsStore(new FakeHost());
    result.items = [finding('a', 'error', 'n1'), finding('b', 'warn', 'n1'), finding('c', 'remind')];
    return result;
  };

  it('are counted by severity and found by node', () => {
    const it = store();
    expect([it.errors, it.warnings, it.reminders]).toEqual([1, 1, 1]);
    expect(it.byNode.get('n1')?.map((item) => item.code)).toEqual(['a', 'b']);
  });

  it('14: are stepped through in both directions, round the end', () => {
    const it = store();
    expect([it.step(1), it.step(1), it.step(1), it.step(1)].map((item) => item?.code)).toEqual([
      'a',
      'b',
      'c',
      'a',
    ]);
    expect(it.step(-1)?.code).toBe('c');
    expect(store().step(-1)?.code).toBe('c');
  });
});
