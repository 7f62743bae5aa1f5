// Answers what expressions of a node can refer to, from the document and the catalogue.
import type { DataApi } from '../inspector/contract';
import { answerFields, EVENT, inputFields, rowShape, sourcesFor } from '../stores/data-sources';
import type { AppState } from '../stores/app.svelte';

/** Id of the kind a playbook begins with. */
const START_KIND = 'start';
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Returns what can be asked for the expressions of one node. */
export function dataApi(app: AppState, node: string): DataApi {
  const { catalogue, document, host } = app;
  return {
    sources() {
      const nodes = new Map([...document.nodes].map(([id, record]) => [id, record.node]));
      return sourcesFor(node, {
        nodes,
        edges: [...document.edges.values()].map(({ edge }) => edge),
        answers: (kind) => {
          const component = catalogue.component(kind);
          return !component || (component.category !== 'flow' && component.category !== 'annotation');
        },
        isStart: (kind) => kind === START_KIND,
      });
    },
    async fieldsOf(source) {
      if (source.name === EVENT) return inputFields(document.header);
      const settings = document.nodes.get(source.id)?.node.settings ?? {};
      const request = {
        product: text(settings['product']),
        version: text(settings['version']),
        operation: text(settings['operation']),
      };
      if (!document.callers.has(source.id) || !request.operation) return answerFields(undefined);
      // What an operation nobody knows answers is not known either; its counters are.
      const operation =
        catalogue.knownOperation(request) ??
        (await host.call('operation_show', request).catch(() => undefined));
      return answerFields(rowShape(operation?.response, text(settings['rowsPath'])));
    },
  };
}
