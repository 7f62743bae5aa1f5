// What a widget is given, and what can be said of a shape without drawing it: which widget it
// takes, whether a value fits it, what an empty one looks like. One widget a shape, picked by the
// shape alone; names of parameters never matter.
import type { Snippet } from 'svelte';
import type { Shape, ValueFacts } from '../../generated/contract';
import type { Json } from '../contract';

export { shapeWord } from '../../stores/shape-word';

export interface WidgetProps {
  shape: Shape;
  /** undefined: not set. */
  value: Json | undefined;
  /** Takes the new value (undefined: not set any more) and the mark of the burst; settles when the document shows it. */
  onchange: (value: Json | undefined, mark: string) => Promise<unknown> | void;
  /** Path of the setting, the stem of marks. */
  path: string;
  /** Values the vendor lists. */
  choices?: string[];
  /** What else is known of the value; of its elements when it is a list. */
  facts?: ValueFacts;
  id?: string;
  describedby?: string;
  invalid?: true;
  required?: boolean;
  /** Accessible name where no label element points at the control. */
  label?: string;
  /** Where text that means nothing yet is kept. */
  unfinished?: { store: Map<string, string>; key: string };
  /** Drawn at the right end of a one-line control. */
  trailing?: Snippet;
  /** Sees what is typed first; true means that it became an expression. */
  onexpression?: (text: string, event: Event) => boolean;
}

export type WidgetKind =
  | 'conditions'
  | 'text'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'choice'
  | 'array'
  | 'object'
  | 'map'
  | 'file'
  | 'json';

/** Returns the widget a shape takes. */
export function widgetOf(shape: Shape, choices: readonly string[] = []): WidgetKind {
  if (isConditions(shape)) return 'conditions';
  if (typeof shape === 'object') return 'array' in shape ? 'array' : 'object' in shape ? 'object' : 'map';
  if (shape === 'boolean' || shape === 'file') return shape;
  if (shape === 'any') return 'json';
  if (choices.length > 0) return 'choice';
  if (shape === 'int32' || shape === 'int64') return 'integer';
  return shape === 'number' ? 'number' : 'text';
}

/** Says whether a shape is a list of comparisons, by the fields its elements have. */
function isConditions(shape: Shape): boolean {
  if (typeof shape !== 'object' || !('array' in shape)) return false;
  const { array } = shape;
  if (typeof array !== 'object' || !('object' in array)) return false;
  return array.object.map(({ name }) => name).join() === 'left,operator,right';
}

/** Says whether a widget has parts of its own, so that it is a group rather than one control. */
export function isStructured(shape: Shape): boolean {
  return typeof shape === 'object';
}

/** Says whether a widget is one line, with room for a button at its end. */
export function isOneLine(kind: WidgetKind): boolean {
  return kind === 'text' || kind === 'integer' || kind === 'number' || kind === 'choice';
}

/** Says whether the shape's widget can show a value; what it cannot show is shown as JSON. */
export function fits(shape: Shape, value: Json | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (typeof shape === 'object') {
    if ('array' in shape) return Array.isArray(value);
    return typeof value === 'object' && !Array.isArray(value);
  }
  if (shape === 'any') return true;
  if (shape === 'boolean') return typeof value === 'boolean' || value === 'true' || value === 'false';
  return typeof value !== 'object';
}

/** Returns what a new element of a list holds before anything is typed. */
export function blankOf(shape: Shape): Json {
  if (typeof shape === 'object') return 'array' in shape ? [] : {};
  return shape === 'string' || shape === 'file' ? '' : null;
}
