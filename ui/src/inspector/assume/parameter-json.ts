// All parameters of a call as one JSON object, and back. A reference makes a text an expression, as in
// the form; what the object does not change keeps the form it has in the document.
import type { SettingChange } from '../../generated/contract';
import { change } from '../../stores/call-settings';
import type { Json } from '../contract';
import { hasReference } from '../widgets/numbers';
import { readContent } from './content';

type Parameters = Readonly<Record<string, Json>>;
type JsonObject = { [key: string]: Json };

/** Returns the parameters as one object; those of an unknown form are left out and stay as they are. */
export function objectOf(parameters: Parameters): JsonObject {
  const entries = Object.entries(parameters).flatMap<[string, Json]>(([name, json]) => {
    const content = readContent(json);
    if (content.kind === 'value') return [[name, content.value]];
    return content.kind === 'expression' ? [[name, content.text]] : [];
  });
  return Object.fromEntries(entries);
}

/** Returns the names that `objectOf` leaves out. */
export function namesLeftOut(parameters: Parameters): string[] {
  return Object.keys(parameters).filter((name) => readContent(parameters[name]).kind === 'unknown');
}

/** Says whether a value can stand for all parameters. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns the changes that make the parameters say what the object says. */
export function changesTo(wanted: JsonObject, parameters: Parameters): SettingChange[] {
  const before = objectOf(parameters);
  const removed = Object.keys(before).filter((name) => !Object.hasOwn(wanted, name));
  const changed = Object.entries(wanted).filter(
    ([name, value]) => !Object.hasOwn(before, name) || JSON.stringify(before[name]) !== JSON.stringify(value),
  );
  return [
    ...removed.map((name) => change(['parameters', name], undefined)),
    ...changed.map(([name, value]) => change(['parameters', name], contentOf(value))),
  ];
}

function contentOf(value: Json): Json {
  return typeof value === 'string' && hasReference(value) ? { expression: value } : { value };
}
