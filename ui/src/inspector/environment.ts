// What every field of one node's panel shares: how it sends edits, what is wrong where, where
// unfinished texts are kept. Handed down by context, so that fields deep in a form need no chain
// of props; of the widgets only fields of objects use it, to say what is wrong with them.
import { getContext, setContext, untrack } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import type { Diagnostic, EditCommand, Operator, SettingChange } from '../generated/contract';
import type { DataApi, SendEdit } from './contract';
import { findingsAt } from './findings';

export { change } from '../stores/call-settings';

const KEY = Symbol('inspector');

/** Texts that mean nothing yet, by document, node and path; they outlive the panel, not the window. */
const unfinished = new Map<string, string>();

export interface EnvironmentSource {
  doc: string;
  /** Id of the node, or "playbook". */
  owner: string;
  /** Other nodes that take the same settings, in the same step. */
  others?: string[];
  diagnostics: () => Diagnostic[];
  readOnly: () => boolean;
  onEdit: () => SendEdit;
  data?: () => DataApi | undefined;
  /** Operators that conditions may use. */
  operators?: () => Operator[];
}

export class Environment {
  /** Paths inside parameters whose fields are on screen, and how many of each. */
  #inner = new SvelteMap<string, number>();

  constructor(readonly source: EnvironmentSource) {}

  get readOnly(): boolean {
    return this.source.readOnly();
  }

  /** What expressions can refer to, where anything can. */
  get data(): DataApi | undefined {
    return this.source.data?.();
  }

  get operators(): Operator[] {
    return this.source.operators?.() ?? [];
  }

  findings(path: string): Diagnostic[] {
    return findingsAt(this.source.diagnostics(), path);
  }

  /** As `findings`, without those that a field inside says itself. */
  findingsHere(path: string): Diagnostic[] {
    return this.findings(path).filter(({ param }) => param === path || !this.#inner.has(param ?? ''));
  }

  /** A field inside a parameter says the findings of exactly its path, until what is returned is called. */
  speaksFor(path: string): () => void {
    const count = (by: 1 | -1) => {
      const now = (this.#inner.get(path) ?? 0) + by;
      if (now > 0) this.#inner.set(path, now);
      else this.#inner.delete(path);
    };
    untrack(() => count(1));
    return () => untrack(() => count(-1));
  }

  /** Sends an edit under a mark that names the node. */
  send(command: EditCommand, mark?: string): Promise<unknown> {
    const { doc, owner, onEdit } = this.source;
    return onEdit()(command, mark === undefined ? undefined : `${owner}:${mark}`, doc);
  }

  /** Sets settings of the node, or of several, in one step. */
  set(settings: SettingChange[], mark?: string): Promise<unknown> {
    const { owner, others = [] } = this.source;
    const of = (node: string): EditCommand => ({ setSettings: { node, settings } });
    return this.send(others.length === 0 ? of(owner) : { several: [owner, ...others].map(of) }, mark);
  }

  keep(path: string): { store: Map<string, string>; key: string } {
    return { store: unfinished, key: `${this.source.doc}:${this.source.owner}:${path}` };
  }
}

export function provideEnvironment(source: EnvironmentSource): Environment {
  return setContext(KEY, new Environment(source));
}

/** Returns the environment where there is one: a widget on its own has none. */
export function maybeEnvironment(): Environment | undefined {
  return getContext<Environment | undefined>(KEY);
}

/** Returns the environment of the panel; call it while a component is being set up. */
export function useEnvironment(): Environment {
  const environment = getContext<Environment | undefined>(KEY);
  if (!environment) throw new Error('a field of the inspector stands outside its panel');
  return environment;
}
