// What stands in one parameter: a value, an expression, nothing, or something this version does
// not know (kept and shown, never guessed at). The forms are those of the file.
import type { Json } from '../contract';

export type Content =
  | { kind: 'unset' }
  | { kind: 'value'; value: Json }
  | { kind: 'expression'; text: string }
  | { kind: 'unknown'; json: Json };

export function readContent(json: Json | undefined): Content {
  if (json === undefined) return { kind: 'unset' };
  if (typeof json === 'object' && json !== null && !Array.isArray(json) && Object.keys(json).length === 1) {
    if ('value' in json) return { kind: 'value', value: json['value'] ?? null };
    const text = json['expression'];
    if (typeof text === 'string') return { kind: 'expression', text };
  }
  return { kind: 'unknown', json };
}

/** Says whether a parameter counts as set. */
export function isSet(json: Json | undefined): boolean {
  const content = readContent(json);
  if (content.kind === 'value') return content.value !== null && content.value !== '';
  return content.kind === 'unknown' || (content.kind === 'expression' && content.text !== '');
}

/** Returns a short text for a parameter that has no form. */
export function preview(json: Json): string {
  const content = readContent(json);
  if (content.kind === 'expression') return content.text;
  return JSON.stringify(content.kind === 'value' ? content.value : json);
}

/** Says whether text typed into an empty field asks for an expression: it has a reference, or begins with a typed "=". */
export function asksForExpression(text: string, isTyped: boolean): boolean {
  return text.includes('${') || (isTyped && text === '=');
}
