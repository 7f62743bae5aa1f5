// Checks where the region is filled in: only into a plain, empty parameter that accepts it.
import { describe, expect, it } from 'vitest';
import type { ParamSpec } from '../generated/contract';
import { fillRegion } from './call-settings';

const region = (more: Partial<ParamSpec> = {}): ParamSpec => ({
  name: 'RegionId',
  in: 'query',
  required: false,
  shape: 'string',
  ...more,
});
const filled = [{ path: ['parameters', 'RegionId'], value: { value: 'cn-hangzhou' } }];

describe('the region', () => {
  it('is filled in where an operation asks for it', () => {
    expect(fillRegion({ params: [region()] }, 'cn-hangzhou')).toEqual(filled);
    const listed = region({ choices: ['cn-hangzhou'], about: { closedChoices: true } });
    expect(fillRegion({ params: [listed] }, 'cn-hangzhou')).toEqual(filled);
  });

  it.each<[string, ParamSpec[], string, Record<string, unknown>]>([
    ['no such parameter', [], 'cn-hangzhou', {}],
    ['none chosen', [region()], '', {}],
    ['set already', [region()], 'cn-hangzhou', { RegionId: { value: 'cn-beijing' } }],
    ['not accepted', [region({ choices: ['eu-1'], about: { closedChoices: true } })], 'cn-hangzhou', {}],
    ['a list', [region({ shape: { array: 'string' } })], 'cn-hangzhou', {}],
    ['outdated', [region({ deprecated: true })], 'cn-hangzhou', {}],
  ])('is left alone: %s', (_why, params, id, set) => {
    expect(fillRegion({ params }, id, set)).toEqual([]);
  });
});
