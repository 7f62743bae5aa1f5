// The settings of a call as the panel reads them. Reading never fails: what has the wrong type
// counts as not set here and is reported by the checker; the document keeps it until it is changed.
import type { PagingMode, PagingView, SettingChange } from '../generated/contract';
import { change, PAGING_FIELDS } from '../stores/call-settings';
import type { Json } from './contract';

export { chooseOperation, useDetected } from '../stores/call-settings';

export interface CallPaging {
  mode: PagingMode;
  maxRequests: number | undefined;
  totalPath: string;
  pageField: string;
  sizeField: string;
  cursorField: string;
  cursorPath: string;
}

export interface CallSettings {
  product: string;
  version: string;
  operation: string;
  account: string;
  region: string;
  endpoint: string;
  parameters: Record<string, Json>;
  rowsPath: string;
  paging: CallPaging;
  intervalSeconds: number | undefined;
}

/** Account setting that takes the account of the running event. */
export const ACCOUNT_TENANT = '${event._tenant_id}';

type Bag = { readonly [key: string]: unknown };

export function readCall(settings: Bag | undefined): CallSettings {
  const bag = settings ?? {};
  const paging = record(bag['paging']);
  return {
    product: text(bag, 'product'),
    version: text(bag, 'version'),
    operation: text(bag, 'operation'),
    account: text(bag, 'account'),
    region: text(bag, 'region'),
    endpoint: text(bag, 'endpoint'),
    parameters: record(bag['parameters']) as Record<string, Json>,
    rowsPath: text(bag, 'rowsPath'),
    paging: {
      mode: paging['mode'] === 'number' || paging['mode'] === 'cursor' ? paging['mode'] : 'none',
      maxRequests: number(paging, 'maxRequests'),
      totalPath: text(paging, 'totalPath'),
      pageField: text(paging, 'pageField'),
      sizeField: text(paging, 'sizeField'),
      cursorField: text(paging, 'cursorField'),
      cursorPath: text(paging, 'cursorPath'),
    },
    intervalSeconds: number(bag, 'intervalSeconds'),
  };
}

/** Returns the changes of choosing a mode by hand: fields that are empty take what was detected. */
export function chooseMode(
  mode: PagingMode,
  call: CallSettings,
  detected: PagingView | undefined,
): SettingChange[] {
  const changes = [change(['paging', 'mode'], mode)];
  if (!detected) return changes;
  for (const field of PAGING_FIELDS[mode]) {
    if (!call.paging[field] && detected[field]) changes.push(change(['paging', field], detected[field]));
  }
  if (mode !== 'none' && !call.rowsPath && detected.rowsPath)
    changes.push(change(['rowsPath'], detected.rowsPath));
  return changes;
}

/** Says whether the settings are what was detected for their mode. */
export function isAsDetected(call: CallSettings, detected: PagingView): boolean {
  const { mode } = call.paging;
  return (
    mode !== 'none' &&
    detected.modes.includes(mode) &&
    PAGING_FIELDS[mode].every((field) => call.paging[field] === detected[field]) &&
    call.rowsPath === detected.rowsPath
  );
}

function text(bag: Bag, key: string): string {
  const value = bag[key];
  return typeof value === 'string' ? value : '';
}

function number(bag: Bag, key: string): number | undefined {
  const value = bag[key];
  return typeof value === 'number' ? value : undefined;
}

/** What an object holds itself: a parameter may be called `constructor`, and none of them is set by a prototype. */
function record(value: unknown): Bag {
  const own = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  return Object.assign(Object.create(null) as Bag, own);
}
