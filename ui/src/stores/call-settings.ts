// Which settings of a call an operation of the catalogue brings along: what the inspector writes
// when one is chosen, and what a new node gets from the API browser. Pure; nothing is sent here.
import type { OperationView, PagingMode, PagingView, SettingChange } from '../generated/contract';

/** Text settings of paging, by the mode that uses them. */
export const PAGING_FIELDS = {
  none: [],
  number: ['totalPath', 'pageField', 'sizeField'],
  cursor: ['cursorField', 'cursorPath'],
} as const satisfies Record<PagingMode, readonly (keyof PagingView)[]>;

/** One setting and its new value; undefined removes it. */
export function change(path: string[], value: unknown): SettingChange {
  // The generated type calls any JSON an object.
  return { path, value: (value ?? null) as SettingChange['value'] };
}

/** Returns the changes that take over what was detected about paging, in the given mode. */
export function useDetected(detected: PagingView, mode: PagingMode = detected.defaultMode): SettingChange[] {
  const all = [...PAGING_FIELDS.number, ...PAGING_FIELDS.cursor];
  const used: readonly string[] = PAGING_FIELDS[mode];
  return [
    change(['paging', 'mode'], mode),
    ...all.map((field) => change(['paging', field], (used.includes(field) && detected[field]) || undefined)),
    change(['rowsPath'], detected.rowsPath || undefined),
  ];
}

/** Returns the changes of choosing an operation; parameters stay, whether the new operation knows them or not. */
export function chooseOperation(
  chosen: { product: string; version: string; operation: string },
  detected: PagingView | undefined,
): SettingChange[] {
  return [
    change(['product'], chosen.product || undefined),
    change(['version'], chosen.version || undefined),
    change(['operation'], chosen.operation || undefined),
    ...(detected ? useDetected(detected) : []),
  ];
}

/** Parameter that most operations of a region take. */
export const REGION_PARAMETER = 'RegionId';

/**
 * Returns the change that fills in the region where an operation asks for one: a parameter of that name that holds
 * text, is not set yet, and accepts this region.
 */
export function fillRegion(
  { params }: Pick<OperationView, 'params'>,
  region: string,
  set: Readonly<Record<string, unknown>> = {},
): SettingChange[] {
  const spec = params.find(({ name }) => name === REGION_PARAMETER);
  if (!spec || spec.shape !== 'string' || spec.deprecated || !region || REGION_PARAMETER in set) return [];
  const { choices = [], about } = spec;
  const isRefused = about?.closedChoices === true && !choices.includes(region);
  return isRefused ? [] : [change(['parameters', REGION_PARAMETER], { value: region })];
}
