// What choosing a component from the picker does: which kinds fit the place it was opened at, where the new node goes,
// and the one edit that makes it. No markup and no list.
import type { AddNode, ComponentView, Position } from '../generated/contract';
import type { AppState } from './app.svelte';
import type { QuickAdd } from './view.svelte';

import { APPEND_GAP } from './node-edits';

export class QuickAdder {
  constructor(private readonly app: AppState) {}

  /** Says whether a kind can go where the picker was opened. */
  fits(request: QuickAdd, component: ComponentView): boolean {
    const hasInput = component.inputs.length > 0;
    const hasOutput = component.outputs.length > 0 || component.branching != null;
    if (request.replace) return hasInput && component.card !== 'stack';
    if (request.edge) return hasInput && hasOutput;
    if (request.from) return hasInput;
    if (request.to) return hasOutput;
    return !this.#isFull(component);
  }

  /**
   * Adds, inserts or replaces; selects what it made. Resolves to what the picker goes on with when it stays open: the
   * output of the new node, so that a whole chain is picked in one go. Then the focus stays in the picker.
   */
  async choose(request: QuickAdd, component: ComponentView, stays = false): Promise<QuickAdd | undefined> {
    const { document, view } = this.app;
    view.noteKind(component.id);
    if (request.replace) {
      await document.edit({ replaceNode: { node: request.replace, kind: component.id } });
      if (!stays) view.canvas?.focusNode(request.replace);
      return request;
    }
    const position = this.#placeFor(request, component);
    const addNode: AddNode = {
      kind: component.id,
      position,
      ...(view.flow ? { parent: view.flow } : {}),
      ...(request.from ? { connectFrom: request.from } : {}),
      ...(request.to ? { connectTo: request.to } : {}),
      ...(request.edge ? { splice: request.edge } : {}),
    };
    const created = await document.edit({ addNode });
    const [id] = created ?? [];
    if (id === undefined) return undefined;
    view.selection = { nodes: [id], edges: [] };
    if (!stays) view.canvas?.focusNode(id);
    return this.#after(id, request);
  }

  /** What follows a node that was just added; a node that leads nowhere leaves the picker where it was. */
  #after(id: string, request: QuickAdd): QuickAdd {
    const { canvas } = this.app.view;
    const port = canvas?.freeOutputOf(id);
    const box = canvas?.boxOf(id);
    if (request.to || request.edge || port == null || !box) return request;
    return { at: { x: box.x + box.width + APPEND_GAP, y: box.y + box.height / 2 }, from: { node: id, port } };
  }

  /** Returns the top left corner; a node that is appended stands free of the others, one in an edge makes room. */
  #placeFor({ at, from, to, edge }: QuickAdd, { width, height }: ComponentView): Position {
    const { canvas } = this.app.view;
    const left = from ? at.x : to ? at.x - width : at.x - width / 2;
    const corner = canvas?.snap({ x: left, y: at.y - height / 2 }) ?? { x: left, y: at.y - height / 2 };
    return edge ? corner : this.app.freeCorner(middleOf(corner, { width, height }), { width, height });
  }

  #isFull({ id, limit }: ComponentView): boolean {
    if (limit == null) return false;
    const { document, view } = this.app;
    const here = [...document.nodes.values()].filter(
      ({ node }) => node.kind === id && (node.parent ?? '') === view.flow,
    );
    return here.length >= limit;
  }
}

function middleOf(corner: Position, { width, height }: { width: number; height: number }): Position {
  return { x: corner.x + width / 2, y: corner.y + height / 2 };
}
