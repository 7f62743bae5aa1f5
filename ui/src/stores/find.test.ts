// Checks that hits follow the text and the playbook, that late answers are dropped, and the walk.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Contract, Found, Hit } from '../generated/contract';
import { FakeHost } from '../host/fake';
import { FindStore } from './find.svelte';

type Request = Contract['document_find']['request'];
const hit = (node: string, path = 'name'): Hit => ({
  node,
  name: node,
  path,
  before: '',
  hit: 'x',
  after: '',
});

function started(answer: (request: Request) => Found | Promise<Found>) {
  const host = new FakeHost({ document_find: answer });
  const shown: Hit[] = [];
  const find = new FindStore(
    host,
    () => ({ doc: 'd1', revision: 1 }),
    (one) => shown.push(one),
  );
  return { host, find, shown };
}

describe('find in playbook', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const quiet = () => vi.advanceTimersByTimeAsync(200);

  it('13: asks once the typing pauses and goes to the first hit', async () => {
    const { find, host, shown } = started(() => ({ hits: [hit('a'), hit('b')], total: 2 }));
    find.look('s');
    find.look('sc');
    await quiet();
    expect(host.requestsOf('document_find')).toEqual([{ doc: 'd1', text: 'sc', caseSensitive: false }]);
    expect(shown.map((one) => one.node)).toEqual(['a']);
    expect([find.at, find.total]).toEqual([0, 2]);
  });

  it('13: walks round in both directions', async () => {
    const { find, shown } = started(() => ({ hits: [hit('a'), hit('b'), hit('c')], total: 3 }));
    find.look('x');
    await quiet();
    find.step(1);
    find.step(1);
    find.step(1);
    find.step(-1);
    expect(shown.map((one) => one.node)).toEqual(['a', 'b', 'c', 'a', 'c']);
  });

  it('keeps its place when the playbook changes, without going anywhere', async () => {
    let hits = [hit('a'), hit('b')];
    const { find, shown } = started(() => ({ hits, total: hits.length }));
    find.open();
    find.look('x');
    await quiet();
    find.step(1);
    hits = [hit('z'), hit('a'), hit('b')];
    find.refresh();
    await quiet();
    expect(find.current?.node).toBe('b');
    expect(shown.map((one) => one.node)).toEqual(['a', 'b']);
  });

  it('drops an answer that comes after a newer question, or after it was closed', async () => {
    const pending: ((found: Found) => void)[] = [];
    const { find } = started(() => new Promise<Found>((resolve) => pending.push(resolve)));
    find.look('old');
    await quiet();
    find.look('new');
    await quiet();
    pending[1]?.({ hits: [hit('new')], total: 1 });
    pending[0]?.({ hits: [hit('old')], total: 1 });
    await quiet();
    expect(find.hits.map((one) => one.node)).toEqual(['new']);
    find.look('last');
    await quiet();
    find.close();
    pending[2]?.({ hits: [hit('last')], total: 1 });
    await quiet();
    expect(find.hits).toEqual([]);
  });

  it('finds nothing for an empty text, without asking', async () => {
    const { find, host } = started(() => ({ hits: [hit('a')], total: 1 }));
    find.look('');
    await quiet();
    expect(host.requestsOf('document_find')).toEqual([]);
    expect(find.at).toBe(-1);
  });
});
