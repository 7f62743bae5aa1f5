// The recommended address of a call, asked for whenever product or region change. The section that shows it may be folded
// while its header still says whether the address is somebody's own choice.
import type { EndpointView } from '../../generated/contract';
import type { InspectorApi } from '../contract';
import { Lookup } from '../lookup.svelte';
import type { CallSettings } from '../settings';

type Call = Pick<CallSettings, 'product' | 'region' | 'endpoint'>;

export class EndpointAdvice {
  readonly lookup: Lookup<EndpointView>;
  /** Region the call is made for: its own, else that of new calls. */
  readonly region: string;
  readonly isFollowed: boolean;
  /** Whether region or address are not what a new call would get. */
  readonly isOverruled: boolean;

  /** Made while a component is being set up; asks by itself from then on. */
  constructor(
    private readonly api: () => InspectorApi,
    private readonly call: () => Call,
    defaultRegion: () => string,
  ) {
    this.lookup = new Lookup(api);
    this.region = $derived(call().region || defaultRegion());
    this.isFollowed = $derived(this.lookup.held !== undefined && call().endpoint === this.lookup.held.host);
    this.isOverruled = $derived.by(() => {
      const { region, endpoint } = call();
      const isElsewhere = region !== '' && region !== defaultRegion();
      return isElsewhere || (endpoint !== '' && this.lookup.held !== undefined && !this.isFollowed);
    });
    $effect(() => {
      if (call().product) void this.ask(this.region);
      else this.lookup.clear();
    });
  }

  ask(region: string): Promise<EndpointView | undefined> {
    const { product } = this.call();
    return this.lookup.ask(`endpoint ${product} ${region}`, () =>
      this.api().recommendEndpoint({ product, region, vpc: false }),
    );
  }
}
