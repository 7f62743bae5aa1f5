// Checks that operations are asked for once and wake their readers when they come.
import { flushSync } from 'svelte';
import { expect, it, vi } from 'vitest';
import type { OperationView } from '../generated/contract';
import { FakeHost } from '../host/fake';
import { CatalogueStore } from './catalogue.svelte';

const request = { product: 'Ecs', version: '2014-05-26', operation: 'DescribeInstances' };

it('asks for an operation once, whatever the case of its product, and wakes readers', async () => {
  const host = new FakeHost({ operation_show: () => ({ operation: 'DescribeInstances' }) as OperationView });
  const store = new CatalogueStore(host);
  const seen: unknown[] = [];
  const stop = $effect.root(() => {
    $effect(() => void seen.push(store.operation(request)?.operation));
  });
  flushSync();
  store.operation({ ...request, product: 'ecs' });

  await vi.waitFor(() => {
    flushSync();
    expect(seen).toEqual([undefined, 'DescribeInstances']);
  });
  expect(host.calls).toHaveLength(1);
  stop();
});

it('takes a refusal for an operation that does not exist', async () => {
  const host = new FakeHost({
    operation_show: () => {
      throw { code: 'bad-request', message: { id: 'error-x' }, retryable: false };
    },
  });
  const store = new CatalogueStore(host);
  store.operation(request);
  await vi.waitFor(() => expect(store.operation(request)).toBeNull());
});

it('does not ask for an operation without a name', () => {
  const host = new FakeHost();
  expect(new CatalogueStore(host).operation({ product: '', operation: '' })).toBeNull();
  expect(host.calls).toEqual([]);
});
