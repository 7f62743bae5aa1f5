// Names that every object of the language knows already, as names of parameters, operators, types and triggers: they are data
// like any other, and nobody has set them before they are set.
import { expect, it } from 'vitest';
import { readCondition, summaryOf } from '../stores/branches';
import { inputFields } from '../stores/data-sources';
import { isSet } from './assume/content';
import { changesTo, objectOf } from './assume/parameter-json';
import { TRIGGER_TYPES } from './playbook/trigger';
import { readCall } from './settings';

const NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];

/** As it comes from the engine: read, never written as a literal, which would set the prototype. */
const parse = (text: string) => JSON.parse(text) as never;

it.each(NAMES)('the parameter %s is set by the document alone', (name) => {
  const none = readCall({ parameters: {} }).parameters;
  const one = readCall({ parameters: parse(`{"${name}":{"value":1}}`) }).parameters;

  expect(isSet(none[name])).toBe(false);
  expect(one[name]).toEqual({ value: 1 });
  expect(Object.keys(objectOf(one))).toEqual([name]);
});

it.each(NAMES)('the parameter %s comes, changes and goes as JSON', (name) => {
  const { parameters } = readCall({ parameters: parse(`{"${name}":{"value":1}}`) });
  const path = ['parameters', name];

  expect(changesTo(parse('{}'), parameters)).toEqual([{ path, value: null }]);
  expect(changesTo(parse(`{"${name}":2}`), parameters)).toEqual([{ path, value: { value: 2 } }]);
  expect(changesTo(parse(`{"${name}":1}`), parameters)).toEqual([]);
  expect(changesTo(parse(`{"${name}":1}`), {})).toEqual([{ path, value: { value: 1 } }]);
});

it.each(NAMES)('%s is no operator, type or trigger that anybody knows', (name) => {
  expect(summaryOf(readCondition({ left: 'a', operator: name, right: 'b' }))).toBe(`a ${name} b`);
  expect(TRIGGER_TYPES.get(name)).toBeUndefined();
  const inputs = [{ name: 'x', type: name, required: false }];
  const [row] = inputFields({ name: '', description: '', trigger: { type: 'custom', inputs } });
  expect(row?.shape).toBe('any');
});
