// Facts of the catalogue that several views need: component kinds, products, regions, operations.
// Each is asked for once; after an import or refresh everything is forgotten and asked for anew.
import { SvelteMap } from 'svelte/reactivity';
import type {
  ComponentView,
  EndpointRequest,
  EndpointView,
  OperationHit,
  OperationRequest,
  OperationSearchRequest,
  OperationView,
  PermissionView,
  ProductView,
  RegionView,
} from '../generated/contract';
import type { Host } from '../host/host';

const keyOf = (request: OperationRequest) =>
  `${request.product.toLowerCase()} ${request.version ?? ''} ${request.operation}`;

export class CatalogueStore {
  components = $state.raw<ComponentView[]>([]);
  products = $state.raw<ProductView[]>([]);
  regions = $state.raw<RegionView[]>([]);
  #host: Host;
  #operations = new SvelteMap<string, OperationView | null>();
  #permissions = new SvelteMap<string, PermissionView | null>();
  #asked = new Set<string>();
  #listeners = new Set<() => void>();
  /** Counts catalogues: raised when another one came into use. Answers of an older one are dropped. */
  turn = $state(0);
  readonly #componentsById = $derived(
    new Map(
      this.components.flatMap((component) =>
        [component.id, ...component.aliases].map((id) => [id, component] as const),
      ),
    ),
  );

  constructor(host: Host) {
    this.#host = host;
  }

  /** Loads the lists every window needs. */
  async start(): Promise<void> {
    [this.components, this.products, this.regions] = await Promise.all([
      this.#host.call('component_list', {}),
      this.#host.call('product_list', {}),
      this.#host.call('region_list', {}),
    ]);
  }

  /** Forgets every answer about products and operations, because the catalogue is another one now. */
  async renew(): Promise<void> {
    this.turn += 1;
    this.#asked.clear();
    this.#operations.clear();
    this.#permissions.clear();
    this.#listeners.forEach((listener) => listener());
    this.products = await this.#host.call('product_list', {});
  }

  /** Calls the listener whenever an answer about an operation has come; returns what stops it. */
  onAnswer(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  component(id: string): ComponentView | undefined {
    return this.#componentsById.get(id);
  }

  /**
   * Returns an operation when it is known already, null when the catalogue has none of the name,
   * undefined while it is being asked for. Reading it in a component subscribes to the answer.
   */
  operation(request: OperationRequest): OperationView | null | undefined {
    return this.#lookUp('operation_show', this.#operations, request);
  }

  /** As `operation`, but never asks. */
  knownOperation(request: OperationRequest): OperationView | undefined {
    return this.#operations.get(keyOf(request)) ?? undefined;
  }

  /** As `operation`, for what the execution role needs. */
  permission(request: OperationRequest): PermissionView | null | undefined {
    return this.#lookUp('permission_show', this.#permissions, request);
  }

  search(request: OperationSearchRequest): Promise<OperationHit[]> {
    return this.#host.call('operation_search', request);
  }

  endpoint(request: EndpointRequest): Promise<EndpointView> {
    return this.#host.call('endpoint_recommend', request);
  }

  #lookUp<T>(
    command: 'operation_show' | 'permission_show',
    known: SvelteMap<string, T | null>,
    request: OperationRequest,
  ): T | null | undefined {
    if (!request.product || !request.operation) return null;
    const key = keyOf(request);
    const found = known.get(key);
    if (found === undefined && !this.#asked.has(`${command} ${key}`)) {
      this.#asked.add(`${command} ${key}`);
      const { turn } = this;
      const keep = (view: T | null) => turn === this.turn && known.set(key, view);
      // Asked outside of the reader's own tracking; an unknown operation is a fact, not a failure.
      void this.#host
        .call(command, request)
        .then(
          (view) => keep(view as T),
          () => keep(null),
        )
        .then(() => this.#listeners.forEach((listener) => listener()));
    }
    return found;
  }
}
