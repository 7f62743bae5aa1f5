// Which keys perform which action: the ones an action comes with, unless the person gave it others.
// The choices are a setting of the program (`settings.shortcuts`); this only reads and changes such
// a table. Apart from registry.ts so that it can be tested with a list of its own.
import type { UiAction } from './action';
import { parseKeys, writeKeys } from './shortcut';

/** Keys the person chose, by action id; an empty list means that the action has none. */
export type Remapped = Readonly<Record<string, readonly string[]>>;

/** Returns the keys that perform an action now, the one to show first. */
export function keysOf(action: UiAction, remapped: Remapped): readonly string[] {
  return (Object.hasOwn(remapped, action.id) && remapped[action.id]) || (action.shortcuts ?? []);
}

/** Returns the action that has these keys, other than the one asking. */
export function holderOf(
  actions: readonly UiAction[],
  remapped: Remapped,
  keys: string,
  asking: UiAction,
): UiAction | undefined {
  const wanted = same(keys);
  return actions.find(
    (action) => action !== asking && keysOf(action, remapped).some((k) => same(k) === wanted),
  );
}

/**
 * Returns the table after an action was given keys (null: its usual ones). Whoever had one of them
 * loses it: one press never means two things.
 */
export function assign(
  actions: readonly UiAction[],
  remapped: Remapped,
  action: UiAction,
  keys: readonly string[] | null,
): Record<string, string[]> {
  const given = keys ?? action.shortcuts ?? [];
  const taken = new Set(given.map(same));
  const table: Record<string, string[]> = {};
  for (const each of actions) {
    const now = each === action ? given : keysOf(each, remapped).filter((k) => !taken.has(same(k)));
    if (!areUsual(each, now)) table[each.id] = [...now];
  }
  return table;
}

function areUsual(action: UiAction, keys: readonly string[]): boolean {
  const usual = action.shortcuts ?? [];
  return usual.length === keys.length && usual.every((k, index) => same(k) === same(keys[index] ?? ''));
}

/** Brings a written shortcut into one spelling, so that two can be compared. */
function same(keys: string): string {
  return writeKeys(parseKeys(keys));
}
