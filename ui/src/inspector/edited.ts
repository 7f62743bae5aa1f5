// Which sections of a call hold something that somebody set: the dot beside their titles. What the program fills in by
// itself when an operation is chosen does not count.
import type { PagingView } from '../generated/contract';
import { PAGING_FIELDS, REGION_PARAMETER } from '../stores/call-settings';
import type { CallSettings } from './settings';

/** Says whether a parameter was set, beside the region that is filled in. */
export function areParametersEdited({ parameters, region }: CallSettings): boolean {
  const isFilledIn = (name: string) => {
    const content = parameters[name];
    return (
      name === REGION_PARAMETER &&
      typeof content === 'object' &&
      content !== null &&
      !Array.isArray(content) &&
      content['value'] === region
    );
  };
  return Object.keys(parameters).some((name) => !isFilledIn(name));
}

/** Says whether paging is other than what was detected; `detected` is null for an operation nothing is known of. */
export function isPagingEdited(call: CallSettings, detected: PagingView | null | undefined): boolean {
  const { paging, rowsPath, intervalSeconds } = call;
  if (paging.maxRequests !== undefined || (intervalSeconds ?? 0) !== 0) return true;
  if (detected === undefined) return false;
  if (detected === null) return paging.mode !== 'none' || rowsPath !== '';
  return (
    paging.mode !== detected.defaultMode ||
    rowsPath !== detected.rowsPath ||
    PAGING_FIELDS[paging.mode].some((field) => paging[field] !== detected[field])
  );
}
