// Checks when typed text is handed on, under which marks, and what is shown meanwhile.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Draft, IDLE_MS, type Reading } from './draft.svelte';

interface Sent {
  value: string | undefined;
  mark: string;
}

function draftOf(read: (text: string) => Reading<string> = (text) => ({ value: text })) {
  const state = { document: 'old', sent: [] as Sent[], settle: () => {}, refuse: () => {} };
  const store = new Map<string, string>();
  const draft = new Draft<string>({
    source: () => state.document,
    print: (value) => value ?? '',
    read,
    send: (value, mark) => {
      state.sent.push({ value, mark });
      return new Promise<void>((resolve, reject) => {
        state.settle = () => {
          state.document = value ?? '';
          resolve();
        };
        state.refuse = () => reject(new Error('refused'));
      });
    },
    path: 'name',
    unfinished: { store, key: 'k' },
  });
  return { draft, state, store };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a burst of typing', () => {
  it('12: is one edit after a rest, and the next burst has another mark', async () => {
    const { draft, state } = draftOf();
    draft.focus();
    for (const text of ['n', 'ne', 'new']) {
      draft.type(text);
      vi.advanceTimersByTime(IDLE_MS - 1);
    }
    expect(state.sent).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(state.sent.map(({ value }) => value)).toEqual(['new']);
    state.settle();
    await vi.runAllTimersAsync();

    draft.type('newer');
    draft.leave();
    expect(state.sent.map(({ value }) => value)).toEqual(['new', 'newer']);
    const [first, second] = state.sent.map(({ mark }) => mark);
    expect(first).toMatch(/^name:\d+$/);
    expect(second).not.toBe(first);
  });

  it('is not handed on when it ends where it began', () => {
    const { draft, state } = draftOf();
    draft.type('x');
    draft.type('old');
    draft.leave();
    expect(state.sent).toEqual([]);
  });

  it('is not handed on half composed', () => {
    const { draft, state } = draftOf();
    draft.compose(true);
    draft.type('wa k');
    vi.advanceTimersByTime(5 * IDLE_MS);
    expect(state.sent).toEqual([]);

    draft.compose(false);
    draft.type('挖矿');
    vi.advanceTimersByTime(IDLE_MS);
    expect(state.sent.map(({ value }) => value)).toEqual(['挖矿']);
  });
});

describe('what is shown', () => {
  it('is what is typed, though an older edit comes back meanwhile', async () => {
    const { draft, state } = draftOf();
    draft.focus();
    draft.type('a');
    draft.commit();
    draft.type('ab');
    state.settle();
    await vi.advanceTimersByTimeAsync(0);
    expect(state.document).toBe('a');
    expect(draft.text).toBe('ab');
  });

  it('stays until the edit has settled after the field was left', async () => {
    const { draft, state } = draftOf();
    draft.focus();
    draft.type('new');
    draft.leave();
    expect([state.document, draft.text]).toEqual(['old', 'new']);
    state.settle();
    await vi.advanceTimersByTimeAsync(0);
    expect(draft.text).toBe('new');
  });

  it('is the document again when the edit is refused', async () => {
    const { draft, state } = draftOf();
    draft.type('new');
    draft.leave();
    state.refuse();
    await vi.advanceTimersByTimeAsync(0);
    expect(draft.text).toBe('old');
  });

  it('follows an undo made while the field has the focus', async () => {
    const { draft, state } = draftOf();
    draft.focus();
    draft.type('new');
    draft.commit();
    state.settle();
    await vi.advanceTimersByTimeAsync(0);
    state.document = 'old';
    expect(draft.text).toBe('old');
  });

  it('follows the document again after several edits that overlapped', async () => {
    const { draft, state } = draftOf();
    draft.focus();
    draft.type('a');
    draft.commit();
    const settleFirst = state.settle;
    draft.type('ab');
    draft.leave();
    settleFirst();
    await vi.advanceTimersByTimeAsync(0);
    expect(draft.text).toBe('ab');
    state.settle();
    await vi.advanceTimersByTimeAsync(0);
    state.document = 'undone';
    expect(draft.text).toBe('undone');
  });

  it('is the document after Escape, and nothing is handed on', () => {
    const { draft, state } = draftOf();
    draft.type('new');
    expect(draft.restore()).toBe(true);
    vi.advanceTimersByTime(5 * IDLE_MS);
    expect(draft.text).toBe('old');
    expect(state.sent).toEqual([]);
    expect(draft.restore()).toBe(false);
  });
});

describe('text that means nothing', () => {
  const picky = (text: string): Reading<string> => (text.includes('!') ? { problem: 'no' } : { value: text });

  it('is kept, explained after a rest, and handed on once it means something', () => {
    const { draft, state, store } = draftOf(picky);
    draft.focus();
    draft.type('bad!');
    expect(draft.problem).toBeUndefined();
    vi.advanceTimersByTime(IDLE_MS);
    expect(draft.problem).toBe('no');
    draft.leave();
    expect(draft.text).toBe('bad!');
    expect(store.get('k')).toBe('bad!');
    expect(state.sent).toEqual([]);

    draft.type('good');
    draft.leave();
    expect(state.sent.map(({ value }) => value)).toEqual(['good']);
    expect(store.size).toBe(0);
  });
});
