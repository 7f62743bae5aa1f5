// Checks what counts as set by somebody: not what choosing an operation fills in.
import { describe, expect, it } from 'vitest';
import { change, chooseOperation, fillRegion } from '../stores/call-settings';
import { areParametersEdited, isPagingEdited } from './edited';
import { LIST_RULES } from './harness/facts';
import { readCall } from './settings';

/** The settings that changes make of nothing. */
function made(changes: ReturnType<typeof change>[]) {
  const settings: Record<string, unknown> = {};
  for (const { path, value } of changes) {
    if (value === null) continue;
    let at = settings;
    for (const key of path.slice(0, -1)) at = (at[key] ??= {}) as Record<string, unknown>;
    at[path.at(-1) as string] = value;
  }
  return readCall(settings);
}
const fresh = () => [
  ...chooseOperation(LIST_RULES, LIST_RULES.paging),
  change(['region'], 'cn-hangzhou'),
  ...fillRegion(LIST_RULES, 'cn-hangzhou'),
];

describe('a call', () => {
  it('that was just chosen has nothing of anybody’s own', () => {
    const call = made(fresh());
    expect(call.parameters).toEqual({ RegionId: { value: 'cn-hangzhou' } });
    expect([areParametersEdited(call), isPagingEdited(call, LIST_RULES.paging)]).toEqual([false, false]);
  });

  it('has parameters of its own once one is set, or the region is another', () => {
    expect(areParametersEdited(made([...fresh(), change(['parameters', 'Id'], { value: 1 })]))).toBe(true);
    const elsewhere = change(['parameters', 'RegionId'], { value: 'ap-southeast-1' });
    expect(areParametersEdited(made([...fresh(), elsewhere]))).toBe(true);
    const byText = change(['parameters', 'RegionId'], { expression: '${event.region}' });
    expect(areParametersEdited(made([...fresh(), byText]))).toBe(true);
  });

  it.each([
    ['another mode', change(['paging', 'mode'], 'none')],
    ['another field', change(['paging', 'pageField'], 'Page')],
    ['a limit', change(['paging', 'maxRequests'], 5)],
    ['a pause', change(['intervalSeconds'], 2)],
    ['other rows', change(['rowsPath'], '.Rows')],
  ])('pages its own way with %s', (_, one) => {
    expect(isPagingEdited(made([...fresh(), one]), LIST_RULES.paging)).toBe(true);
  });

  it('of an unknown operation pages by hand; while it is asked nothing is claimed', () => {
    const call = made([change(['paging', 'mode'], 'number')]);
    expect([isPagingEdited(call, null), isPagingEdited(call, undefined)]).toEqual([true, false]);
    expect(isPagingEdited(made([]), null)).toBe(false);
  });
});
