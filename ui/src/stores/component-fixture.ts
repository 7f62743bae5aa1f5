// A component kind for tests and the harness, complete but for what the caller names.
import type { ComponentView } from '../generated/contract';

export function componentOf(parts: Partial<ComponentView> = {}): ComponentView {
  return {
    id: 'AliyunCloudOpenAPI',
    aliases: [],
    text: 'component-openapi',
    card: 'card',
    category: 'cloudService',
    icon: 'cloud-cog',
    width: 220,
    height: 64,
    inputs: ['in'],
    outputs: ['out'],
    operators: [],
    colours: [],
    actions: [],
    keywords: [],
    source: '',
    ...parts,
  };
}
