// How the parameters of an operation are laid out: required ones first, then optional ones, of
// which only those in use are shown until the rest is unfolded; owner clutter and what the vendor
// advises against hidden. Pure, so that the rules are tested without drawing.
import type { ParamSpec } from '../../generated/contract';
import type { Json } from '../contract';
import type { CallPaging } from '../settings';
import { isSet } from './content';

export interface FormInput {
  params: readonly ParamSpec[];
  parameters: Readonly<Record<string, Json>>;
  /** Names of optional parameters to show in any case: in use before, or with a finding. */
  kept: ReadonlySet<string>;
  unfolded: boolean;
  /** Also show what is hidden by default. */
  clutter: boolean;
  filter: string;
}

export interface Form {
  /** Parameters that are there to be shown, whatever the filter says. */
  listed: ParamSpec[];
  /** Those of them that the filter lets through. */
  shown: ParamSpec[];
  /** Optional parameters not shown because they are folded. */
  folded: number;
  /** Parameters hidden by default. */
  hidden: number;
  /** Optional parameters that can be shown at all. */
  optional: number;
  set: number;
  total: number;
  /** Parameters in the document that the operation does not have. */
  strays: string[];
}

export function layOut({ params, parameters, kept, unfolded, clutter, filter }: FormInput): Form {
  const isUsed = ({ name }: ParamSpec) => name in parameters || kept.has(name);
  const offered = params.filter((spec) => spec.required || !spec.deprecated || clutter || isUsed(spec));
  const ordered = [
    ...offered.filter(({ required }) => required),
    ...offered.filter(({ required }) => !required),
  ];
  const unfoldedList = unfolded ? ordered : ordered.filter((spec) => spec.required || isUsed(spec));
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = unfolded
    ? unfoldedList.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)))
    : unfoldedList;
  return {
    listed: unfoldedList,
    shown,
    folded: ordered.length - unfoldedList.length,
    hidden: params.length - offered.length,
    optional: ordered.filter(({ required }) => !required).length,
    set: offered.filter(({ name }) => isSet(parameters[name])).length,
    total: offered.length,
    strays: Object.keys(parameters).filter((name) => !params.some((spec) => spec.name === name)),
  };
}

/** Says what automatic paging does with a parameter, if anything. */
export function drivenBy(name: string, paging: CallPaging): 'page' | 'size' | 'cursor' | undefined {
  if (paging.mode === 'number' && name === paging.pageField) return 'page';
  if (paging.mode === 'number' && name === paging.sizeField) return 'size';
  return paging.mode === 'cursor' && name === paging.cursorField ? 'cursor' : undefined;
}
