// Checks that an answer asked for early is taken once, and only by the call it answers.
import { expect, it, vi } from 'vitest';
import { askEarly } from './early';
import type { Host } from './host';

function counting() {
  let count = 0;
  const call = vi.fn((command: string) => {
    if (command === 'template_list') return Promise.reject(new Error('refused'));
    return Promise.resolve(`${command} ${(count += 1)}`);
  });
  return { call, onNotification: () => () => undefined } as unknown as Host & { call: typeof call };
}

it('the first call takes the answer that is on its way, the next one asks again', async () => {
  const host = counting();
  const early = askEarly(host, ['recent_list']);
  expect(host.call).toHaveBeenCalledTimes(1);
  expect(await early.call('recent_list', {})).toBe('recent_list 1');
  expect(await early.call('recent_list', {})).toBe('recent_list 2');
});

it('a call that asks for something else is not answered with it', async () => {
  const early = askEarly(counting(), ['recent_list']);
  expect(await early.call('recent_list', { remove: 'r' })).toBe('recent_list 2');
  expect(await early.call('region_list', {})).toBe('region_list 3');
  expect(await early.call('recent_list', {})).toBe('recent_list 1');
});

it('a refusal is told where the answer is taken, and nowhere else', async () => {
  const early = askEarly(counting(), ['template_list']);
  await Promise.resolve();
  await expect(early.call('template_list', {})).rejects.toThrow('refused');
});
