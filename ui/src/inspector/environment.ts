// What every field of one node's panel shares: how it sends edits, what is wrong where, where
// unfinished texts are kept. Handed down by context, so that fields deep in a form need no chain
// of props; the widgets do not use it, they only know their value.
import { getContext, setContext } from 'svelte';
import type { Diagnostic, EditCommand, SettingChange } from '../generated/contract';
import type { SendEdit } from './contract';
import { findingsAt } from './findings';

export { change } from '../stores/call-settings';

const KEY = Symbol('inspector');

/** Texts that mean nothing yet, by document, node and path; they outlive the panel, not the window. */
const unfinished = new Map<string, string>();

export interface EnvironmentSource {
  doc: string;
  /** Id of the node, or "playbook". */
  owner: string;
  diagnostics: () => Diagnostic[];
  readOnly: () => boolean;
  onEdit: () => SendEdit;
}

export class Environment {
  constructor(readonly source: EnvironmentSource) {}

  get readOnly(): boolean {
    return this.source.readOnly();
  }

  findings(path: string): Diagnostic[] {
    return findingsAt(this.source.diagnostics(), path);
  }

  /** Sends an edit under a mark that names the node. */
  send(command: EditCommand, mark?: string): Promise<unknown> {
    const { doc, owner, onEdit } = this.source;
    return onEdit()(command, mark === undefined ? undefined : `${owner}:${mark}`, doc);
  }

  /** Sets settings of the node, in one step. */
  set(settings: SettingChange[], mark?: string): Promise<unknown> {
    return this.send({ setSettings: { node: this.source.owner, settings } }, mark);
  }

  keep(path: string): { store: Map<string, string>; key: string } {
    return { store: unfinished, key: `${this.source.doc}:${this.source.owner}:${path}` };
  }
}

export function provideEnvironment(source: EnvironmentSource): Environment {
  return setContext(KEY, new Environment(source));
}

/** Returns the environment of the panel; call it while a component is being set up. */
export function useEnvironment(): Environment {
  const environment = getContext<Environment | undefined>(KEY);
  if (!environment) throw new Error('a field of the inspector stands outside its panel');
  return environment;
}
