// Parameters and answers as the rows of a tree: what is open decides which rows there are. Pure, so
// that the rules are tested without drawing; a tree of a thousand fields is a list of a few rows.
import type { FieldSpec, ParamSpec, Shape, ValueFacts } from '../generated/contract';

/** A row of the tree. `path` names it among all rows; a list has its elements' fields directly below. */
export interface ShapeRow {
  path: string;
  name: string;
  depth: number;
  shape: Shape;
  required: boolean;
  deprecated: boolean;
  /** Where a parameter travels; absent below it. */
  place?: string;
  choices: string[];
  /** What else is known. */
  about: ValueFacts;
  hasChildren: boolean;
  isOpen: boolean;
  /** Position among its siblings, for readers of the screen. */
  position: number;
  siblings: number;
}

/** A parameter of an operation, or a field of an answer. */
export type Part = FieldSpec & Partial<Pick<ParamSpec, 'in' | 'deprecated' | 'choices'>>;

/** Returns the rows of parameters or fields, in the given order. */
export function rowsOf(parts: readonly Part[], isOpen: (path: string) => boolean): ShapeRow[] {
  return rowsUnder(parts, '', 0, isOpen);
}

/** Returns the paths of everything that can be opened down to a depth. */
export function pathsToDepth(parts: readonly Part[], depth: number, under = ''): string[] {
  if (depth <= 0) return [];
  return parts.flatMap((part) => {
    const path = under ? `${under}.${part.name}` : part.name;
    const below = partsOf(part.shape);
    return below.length > 0 ? [path, ...pathsToDepth(below, depth - 1, path)] : [];
  });
}

/** Returns the fields of a shape; those of its elements when it is a list or a map. */
export function partsOf(shape: Shape): FieldSpec[] {
  if (typeof shape !== 'object') return [];
  if ('object' in shape) return shape.object;
  return partsOf('array' in shape ? shape.array : shape.map);
}

/** Says whether anything below is described, down to the elements of lists. */
export function areDescribed(parts: readonly Part[]): boolean {
  return parts.some(({ about, shape }) => about?.doc !== undefined || areDescribed(partsOf(shape)));
}

function rowsUnder(
  parts: readonly Part[],
  under: string,
  depth: number,
  isOpen: (path: string) => boolean,
): ShapeRow[] {
  return parts.flatMap((part, index) => {
    const path = under ? `${under}.${part.name}` : part.name;
    const below = partsOf(part.shape);
    const open = below.length > 0 && isOpen(path);
    const row: ShapeRow = {
      path,
      name: part.name,
      depth,
      shape: part.shape,
      required: part.required ?? false,
      deprecated: part.deprecated ?? false,
      place: depth === 0 ? part.in : undefined,
      choices: part.choices ?? [],
      about: part.about ?? {},
      hasChildren: below.length > 0,
      isOpen: open,
      position: index + 1,
      siblings: parts.length,
    };
    return open ? [row, ...rowsUnder(below, path, depth + 1, isOpen)] : [row];
  });
}
