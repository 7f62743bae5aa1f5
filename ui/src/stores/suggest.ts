// Which kinds usually come after a node: what the picker offers first. Facts about habit, not rules; everything else
// stands below them.
import type { ComponentView, PlaybookNode } from '../generated/contract';

const FIRST = ['AliyunCloudOpenAPI', 'AliyunThreatIntelligence', 'SLS', 'exclusiveGateway'];
const AFTER_FACTS = ['exclusiveGateway', 'filter', 'AliyunCloudOpenAPI', 'NotifyMessage', 'end'];
const AFTER_FORK = ['AliyunCloudOpenAPI', 'NotifyMessage', 'childFlow', 'end'];
const AFTER_WORD = ['end', 'convergingGateway', 'AliyunCloudOpenAPI'];

/** Returns ids of kinds, the likeliest first, for what follows a node; for an empty place what begins a playbook. */
export function suggestedAfter(
  node: PlaybookNode | undefined,
  component: ComponentView | undefined,
): string[] {
  if (!node) return FIRST;
  if (component?.branching) return AFTER_FORK;
  if (node.kind === 'start') return FIRST;
  if (node.kind === 'NotifyMessage') return AFTER_WORD;
  return AFTER_FACTS;
}
