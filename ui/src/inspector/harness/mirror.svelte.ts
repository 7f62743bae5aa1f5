// A stand-in for engine and mirror in the harness and the tests: applies the edits the inspector
// sends to one node and a header, and remembers them.
import type { EditCommand, Header, PlaybookNode } from '../../generated/contract';
import type { InspectorApi, SendEdit } from '../contract';
import { endpoint, OPERATIONS, permission, PRODUCTS, REGIONS } from './facts';

type Bag = Record<string, unknown>;

export class Mirror {
  node = $state.raw<PlaybookNode | null>(null);
  header = $state.raw<Header>({ name: '', description: '', trigger: { type: 'custom', inputs: [] } });
  sent: { command: EditCommand; mark: string | undefined; doc: string }[] = [];
  /** Time until an edit is applied, in milliseconds. */
  delay = 0;

  readonly edit: SendEdit = async (command, mark, doc) => {
    this.sent.push({ command, mark, doc });
    if (this.delay > 0) await new Promise((resolve) => setTimeout(resolve, this.delay));
    this.#apply(command);
  };

  #apply(command: EditCommand): void {
    if ('setHeader' in command) {
      const given = Object.entries(command.setHeader).filter(([, value]) => value != null);
      this.header = { ...this.header, ...Object.fromEntries(given) };
    }
    const { node } = this;
    if (!node) return;
    if ('renameNode' in command) this.node = { ...node, name: command.renameNode.name };
    if ('describeNode' in command) this.node = { ...node, description: command.describeNode.description };
    if ('setSettings' in command && command.setSettings.node === node.id) {
      let settings: Bag = node.settings ?? {};
      for (const { path, value } of command.setSettings.settings) settings = put(settings, path, value);
      this.node = { ...node, settings };
    }
  }
}

function put(bag: Bag, path: string[], value: unknown): Bag {
  const [key = '', ...rest] = path;
  if (rest.length > 0) return { ...bag, [key]: put((bag[key] as Bag | undefined) ?? {}, rest, value) };
  if (value !== null) return { ...bag, [key]: value };
  const { [key]: _gone, ...others } = bag;
  return others;
}

/** Returns a catalogue of the three operations of facts.ts. */
export function catalogueOfThree(): InspectorApi {
  const found = (product: string, operation: string) =>
    OPERATIONS.find((view) => view.product === product && view.operation === operation);
  return {
    searchOperations: async ({ text, product }) =>
      OPERATIONS.filter(
        (view) =>
          (!product || view.product === product) &&
          view.operation.toLowerCase().includes(text.trim().toLowerCase()),
      ),
    showOperation: async ({ product, operation }) => {
      const view = found(product, operation);
      if (!view) throw new Error('unknown operation');
      return view;
    },
    recommendEndpoint: async ({ product, region }) => endpoint(product, region ?? ''),
    showPermission: async ({ product, operation }) => permission(product, operation),
    products: async () => PRODUCTS,
    regions: async () => REGIONS,
  };
}
