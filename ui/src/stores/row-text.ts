// Reads one row of a result without losing anything: rows travel as the JSON text that was
// received, and a number such as 1823746190012345678 would be rounded by JSON.parse. Values
// therefore stay text, with their kind beside them.

export type CellKind = 'string' | 'number' | 'boolean' | 'null' | 'object' | 'array';

export interface Cell {
  kind: CellKind;
  /** What to show: the string itself, or the JSON text of anything else, verbatim. */
  text: string;
  /** Its JSON text, verbatim. */
  json: string;
}

/** The fields of a row in the order received. A row that is no object has one field, named by `whole`. */
export function readRow(json: string, whole = ''): Map<string, Cell> {
  const text = json.trim();
  const cells = new Map<string, Cell>();
  if (!text.startsWith('{')) {
    cells.set(whole, cellOf(text));
    return cells;
  }
  let at = skipSpace(text, 1);
  while (at < text.length && text[at] === '"') {
    const keyEnd = endOfValue(text, at);
    const valueStart = skipSpace(text, skipSpace(text, keyEnd) + 1);
    const valueEnd = endOfValue(text, valueStart);
    cells.set(JSON.parse(text.slice(at, keyEnd)) as string, cellOf(text.slice(valueStart, valueEnd)));
    at = skipSpace(text, valueEnd);
    if (text[at] !== ',') break;
    at = skipSpace(text, at + 1);
  }
  return cells;
}

function cellOf(json: string): Cell {
  const first = json[0];
  if (first === '"') return { kind: 'string', text: JSON.parse(json) as string, json };
  if (first === '{') return { kind: 'object', text: json, json };
  if (first === '[') return { kind: 'array', text: json, json };
  if (json === 'null') return { kind: 'null', text: json, json };
  if (json === 'true' || json === 'false') return { kind: 'boolean', text: json, json };
  return { kind: 'number', text: json, json };
}

function skipSpace(text: string, at: number): number {
  while (at < text.length && ' \t\r\n'.includes(text[at] as string)) at += 1;
  return at;
}

/** Returns where the JSON value that begins at `at` ends. Works on valid JSON, which the engine guarantees. */
function endOfValue(text: string, at: number): number {
  const first = text[at];
  if (first === '"') return endOfString(text, at);
  if (first === '{' || first === '[') {
    let depth = 0;
    for (let i = at; i < text.length; i += 1) {
      const c = text[i];
      if (c === '"') i = endOfString(text, i) - 1;
      else if (c === '{' || c === '[') depth += 1;
      else if (c === '}' || c === ']') {
        depth -= 1;
        if (depth === 0) return i + 1;
      }
    }
    return text.length;
  }
  let end = at;
  while (end < text.length && !',}] \t\r\n'.includes(text[end] as string)) end += 1;
  return end;
}

function endOfString(text: string, at: number): number {
  let i = at + 1;
  while (i < text.length && text[i] !== '"') i += text[i] === '\\' ? 2 : 1;
  return i + 1;
}

/** A value within a value: its key or number, and its JSON text verbatim. */
export interface Child {
  key: string | number;
  json: string;
  cell: Cell;
}

/** Returns what a JSON value of that text is, and how it is shown. */
export function cellOfJson(json: string): Cell {
  return cellOf(json.trim());
}

/** Returns the fields of an object or the items of a list, in the order received; nothing for plain values. */
export function childrenOf(json: string): Child[] {
  const text = json.trim();
  const isObject = text.startsWith('{');
  const children: Child[] = [];
  if (!isObject && !text.startsWith('[')) return children;
  let at = skipSpace(text, 1);
  while (at < text.length && text[at] !== '}' && text[at] !== ']') {
    let key: string | number = children.length;
    if (isObject) {
      const keyEnd = endOfValue(text, at);
      key = JSON.parse(text.slice(at, keyEnd)) as string;
      at = skipSpace(text, skipSpace(text, keyEnd) + 1);
    }
    const end = endOfValue(text, at);
    const value = text.slice(at, end);
    children.push({ key, json: value, cell: cellOf(value) });
    at = skipSpace(text, end);
    if (text[at] === ',') at = skipSpace(text, at + 1);
  }
  return children;
}

/** Returns a JSON text over several lines, two blanks a level; values stay as they were received. */
export function prettyLines(json: string): string[] {
  const lines: string[] = [];
  write(json.trim(), '', '', '', lines);
  return lines;
}

function write(json: string, indent: string, before: string, after: string, lines: string[]): void {
  const children = childrenOf(json);
  if (children.length === 0) {
    lines.push(`${indent}${before}${json}${after}`);
    return;
  }
  const isObject = json.startsWith('{');
  lines.push(`${indent}${before}${isObject ? '{' : '['}`);
  children.forEach((child, at) => {
    const name = isObject ? `${JSON.stringify(child.key)}: ` : '';
    write(child.json, `${indent}  `, name, at < children.length - 1 ? ',' : '', lines);
  });
  lines.push(`${indent}${isObject ? '}' : ']'}${after}`);
}
