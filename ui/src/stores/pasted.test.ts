// Checks what is told apart on the clipboard before anything is pasted.
import { expect, it } from 'vitest';
import { readPasted } from './pasted';

const playbook =
  '{"formatVersion":1,"name":"isolate","nodes":[{"id":"n1","settings":{"n":12345678901234567890}}]}';

it('11: lets copied nodes through', () => {
  expect(readPasted('{"$type":"soarboard/nodes","formatVersion":1,"nodes":[]}')).toBeNull();
});

it('11: offers the nodes of a whole playbook and keeps the digits of its numbers', () => {
  const pasted = readPasted(playbook);
  expect(pasted?.playbook).toMatchObject({ name: 'isolate', nodes: 1 });
  expect(pasted?.playbook?.text).toBe(playbook.replace('{', '{"$type":"soarboard/nodes",'));
  expect(readPasted(pasted?.playbook?.text ?? '')).toBeNull();
});

it.each([
  'hello',
  '<img src=x onerror=alert(1)>',
  '[1]',
  '{"cells":[]}',
  '{broken',
  '{"$type":"other","formatVersion":1,"nodes":[]}',
  'null',
])('11: shows %s and offers nothing', (text) => {
  expect(readPasted(text)).toEqual({ preview: text, length: text.length });
});

it('shows the beginning of a long text', () => {
  const pasted = readPasted('x'.repeat(10_000));
  expect([pasted?.preview.length, pasted?.length]).toEqual([2000, 10_000]);
});
