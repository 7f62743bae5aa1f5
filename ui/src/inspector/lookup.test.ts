// Checks that answers are remembered, and that late ones to old questions are dropped.
import { describe, expect, it, vi } from 'vitest';
import { Lookup } from './lookup.svelte';

function later<T>() {
  let answer: (value: T) => void = () => {};
  let fail: () => void = () => {};
  const promise = new Promise<T>((resolve, reject) => {
    answer = resolve;
    fail = () => reject(new Error('no'));
  });
  return { promise, answer, fail };
}

describe('a lookup', () => {
  it('drops the answer to a question nobody asks any more, but remembers it', async () => {
    const api = {};
    const lookup = new Lookup<string>(() => api);
    const slow = later<string>();
    const first = lookup.ask('a', () => slow.promise);
    await lookup.ask('b', async () => 'B');
    slow.answer('A');
    await first;
    expect([lookup.value, lookup.busy]).toEqual(['B', false]);

    const again = vi.fn(async () => 'never');
    expect(await new Lookup<string>(() => api).ask('a', again)).toBe('A');
    expect(again).not.toHaveBeenCalled();
  });

  it('lets everybody who asks the same wait for the one answer', async () => {
    const scope = {};
    const lookup = new Lookup<string>(() => scope);
    const slow = later<string>();
    void lookup.ask('a', () => slow.promise);
    const second = lookup.ask('a', async () => 'never');
    slow.answer('A');
    expect(await second).toBe('A');
  });

  it('says that it failed, and asks again only when told to', async () => {
    const scope = {};
    const lookup = new Lookup<string>(() => scope);
    const refused = later<string>();
    const asked = lookup.ask('a', () => refused.promise);
    refused.fail();
    await asked;
    expect([lookup.failed, lookup.busy]).toEqual([true, false]);
    expect(await lookup.ask('a', async () => 'A')).toBeUndefined();
    expect(await lookup.ask('a', async () => 'A', { force: true })).toBe('A');
    expect(lookup.failed).toBe(false);
  });
});
