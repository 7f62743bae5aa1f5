// Reads one row of a result without losing anything: rows travel as the JSON text that was
// received, and a number such as 1823746190012345678 would be rounded by JSON.parse. Values
// therefore stay text, with their kind beside them.

export type CellKind = 'string' | 'number' | 'boolean' | 'null' | 'object' | 'array';

export interface Cell {
  kind: CellKind;
  /** What to show: the string itself, or the JSON text of anything else, verbatim. */
  text: string;
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

function cellOf(text: string): Cell {
  const first = text[0];
  if (first === '"') return { kind: 'string', text: JSON.parse(text) as string };
  if (first === '{') return { kind: 'object', text };
  if (first === '[') return { kind: 'array', text };
  if (text === 'null') return { kind: 'null', text };
  if (text === 'true' || text === 'false') return { kind: 'boolean', text };
  return { kind: 'number', text };
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
