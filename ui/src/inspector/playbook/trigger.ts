// The vendor's trigger types and the data types of declared inputs, with the ids of their texts.
// Both lists are open: what a file holds besides is kept and offered as it stands.
import { msg } from '../../shared/i18n.svelte';

/** Vendor's trigger types (`ParamType` of sophonsoar 2022-07-28), in the order of the console. */
export const TRIGGER_TYPES: ReadonlyMap<string, string> = new Map([
  ['custom', msg('inspector-trigger-custom')],
  ['template-incident', msg('inspector-trigger-incident')],
  ['template-alert', msg('inspector-trigger-alert')],
  ['template-ip', msg('inspector-trigger-ip')],
  ['template-file', msg('inspector-trigger-file')],
  ['template-process', msg('inspector-trigger-process')],
  ['template-domain', msg('inspector-trigger-domain')],
  ['template-container', msg('inspector-trigger-container')],
  ['template-host', msg('inspector-trigger-host')],
]);

/** Data types of a declared input (`FieldType` of sophonsoar 2025-09-03); vendor's words, not translated. */
export const INPUT_TYPES = [
  'String',
  'Integer',
  'Long',
  'Double',
  'Boolean',
  'ip',
  'file',
  'process',
  'incident',
  'alert',
  'host',
  'domain',
  'container',
] as const;

/** Returns a name for a new input that no other has. */
export function freeName(taken: readonly string[], stem = 'input'): string {
  let number = taken.length + 1;
  while (taken.includes(`${stem}${number}`)) number += 1;
  return `${stem}${number}`;
}
