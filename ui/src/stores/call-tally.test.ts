// Checks that the tally of calls follows single changes and forgets what is gone.
import { describe, expect, it } from 'vitest';
import type { PlaybookNode } from '../generated/contract';
import { CallTally } from './call-tally.svelte';

const call = (id: string, operation: string, mode?: string): PlaybookNode => ({
  id,
  kind: 'AliyunCloudOpenAPI',
  name: id,
  settings: { product: 'Ecs', version: '2014-05-26', operation, ...(mode ? { paging: { mode } } : {}) },
});
const operations = (tally: CallTally) => [...tally.operations.values()].map(({ operation }) => operation);

describe('the tally of calls', () => {
  it('has each operation once, and forgets it with its last caller', () => {
    const tally = new CallTally();
    for (const node of [call('a', 'DescribeDisks'), call('b', 'DescribeDisks'), call('c', '')])
      tally.put(node);
    expect(operations(tally)).toEqual(['DescribeDisks']);
    expect(tally.callersOf([...tally.operations.keys()])).toEqual(['a', 'b']);

    tally.put(call('a', 'DeleteDisk'));
    tally.remove('b');
    tally.remove('never there');
    expect(operations(tally)).toEqual(['DeleteDisk']);
    tally.put(call('a', ''));
    expect(operations(tally)).toEqual([]);
  });

  it('knows who pages and how, whatever stands in the settings', () => {
    const tally = new CallTally();
    tally.put(call('a', 'DescribeDisks', 'number'));
    tally.put(call('b', 'DescribeDisks', 'cursor'));
    tally.put({ ...call('c', 'x'), settings: { paging: 'number' } });
    expect([[...tally.paged.number], [...tally.paged.cursor]]).toEqual([['a'], ['b']]);

    tally.put(call('a', 'DescribeDisks', 'cursor'));
    tally.put(call('b', 'DescribeDisks', 'none'));
    expect([[...tally.paged.number], [...tally.paged.cursor]]).toEqual([[], ['a']]);
    tally.remove('a');
    expect(tally.paged.cursor.size).toBe(0);
  });
});
