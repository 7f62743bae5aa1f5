// How a value of a result is written elsewhere: as an expression of a playbook and as a JSONPath. An
// expression has names between dots (engine: model::expr), so a field whose name has a dot, a closing
// brace or blanks at its end cannot be written as one.

/** A step from a row to a value in it: a field, or an item of a list. */
export type PathStep = string | number;

/** Returns `${node.datalist.*.Tags.*.Key}`, or null when a name cannot be written so. Items of lists are all meant. */
export function expressionOf(node: string, path: readonly PathStep[]): string | null {
  const names = path.map((step) => (typeof step === 'number' ? '*' : step));
  const isPlain = (name: string) => name !== '' && name === name.trim() && !/[.{}]/.test(name);
  if (!isPlain(node) || !names.every(isPlain)) return null;
  return `\${${[node, 'datalist', '*', ...names].join('.')}}`;
}

/** Returns the JSONPath of a value where `$` is the list of rows: `$[12].Tags[0]['a b']`. */
export function jsonPathOf(row: number, path: readonly PathStep[]): string {
  return `$[${row}]${path.map(stepText).join('')}`;
}

/** Returns the path as it stands in a tree: without the row. */
export function pathText(path: readonly PathStep[]): string {
  return path.map(stepText).join('').replace(/^\./, '');
}

/** Returns the condition that rows with this value meet; null for lists and objects. */
export function conditionOf(path: readonly PathStep[], json: string): string | null {
  const isPlain = !/^[[{]/.test(json);
  if (!isPlain) return null;
  // A text of JSON is a text of JSONPath, too.
  return `@${path.map(stepText).join('')} == ${json}`;
}

function stepText(step: PathStep): string {
  if (typeof step === 'number') return `[${step}]`;
  if (/^[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*$/.test(step)) return `.${step}`;
  return `['${step.replace(/[\\']/g, (c) => `\\${c}`)}']`;
}

/** Reads the path of a pick, `.Tags[0]['a b']`, as the engine writes it. */
export function readPath(text: string): PathStep[] {
  const steps: PathStep[] = [];
  const form = /\.([^.[\]]+)|\[(\d+)\]|\['((?:\\.|[^'\\])*)'\]/gy;
  for (const [, name, index, quoted] of text.matchAll(form)) {
    if (index !== undefined) steps.push(Number(index));
    else steps.push(name ?? (quoted ?? '').replace(/\\(.)/g, '$1'));
  }
  return steps;
}
