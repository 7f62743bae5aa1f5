// Edits of whatever is selected, beyond adding and deleting: each one edit, so each one step of the history. The places
// of nodes are asked of the canvas, which knows their sizes.
import type { AppState } from './app.svelte';
import type { Box, Place } from './arrange';

/** Room between a frame and what it holds; the title bar needs more. */
const FRAME = { side: 20, top: 40 };
/** Room between a node and the one that is appended to it. */
const APPEND_GAP = 90;

export class NodeEdits {
  /** Counts edits that take two commands, so that each pair is a step of its own. */
  #turn = 0;

  constructor(private readonly app: AppState) {}

  /** Lets runs pass over the selected nodes; when all are passed over already, not any more. */
  async toggleDisabled(): Promise<void> {
    const { document, view } = this.app;
    const { nodes } = view.selection;
    const disabled = !nodes.every((id) => document.nodes.get(id)?.node.disabled);
    await document.edit({ disableNodes: { nodes, disabled } });
  }

  /** Arranges the flow that is shown, or the selected nodes when there are several. */
  async layout(): Promise<void> {
    const { document, view } = this.app;
    const nodes = view.selection.nodes.length > 1 ? view.selection.nodes : [];
    const parent = view.flow ? { parent: view.flow } : {};
    const done = await document.edit({ layout: { nodes, ...parent } });
    if (done && nodes.length === 0) view.canvas?.fit();
  }

  /** Moves the selected nodes to where a rule of alignment puts them. */
  async arrange(rule: (boxes: Box[]) => Place[]): Promise<void> {
    const places = rule(this.#boxes());
    if (places.length === 0) return;
    const moves = places.map(({ id, x, y }) => ({ node: id, position: { x, y } }));
    await this.app.document.edit({ moveNodes: { moves } });
  }

  /** Puts a frame round the selected nodes. */
  async groupSelection(): Promise<void> {
    const { document, view } = this.app;
    const boxes = this.#boxes();
    if (boxes.length === 0) return;
    const left = Math.min(...boxes.map(({ x }) => x)) - FRAME.side;
    const top = Math.min(...boxes.map(({ y }) => y)) - FRAME.top;
    const width = Math.max(...boxes.map((box) => box.x + box.width)) + FRAME.side - left;
    const height = Math.max(...boxes.map((box) => box.y + box.height)) + FRAME.side - top;
    const mark = `group:${(this.#turn += 1)}`;
    const parent = view.flow ? { parent: view.flow } : {};
    const created = await document.edit(
      { addNode: { kind: 'group', position: { x: left, y: top }, ...parent } },
      mark,
    );
    const [node] = created ?? [];
    if (node === undefined) return;
    const settings = [
      { path: ['width'], value: width },
      { path: ['height'], value: height },
    ];
    await document.edit({ setSettings: { node, settings } }, mark);
    view.selection = { nodes: [node], edges: [] };
    view.requestField(node, 'text');
  }

  /** Opens the picker that makes the selected node one of another kind. */
  openReplace(): void {
    const { view } = this.app;
    const id = view.onlyNode;
    const box = id === undefined ? null : view.canvas?.boxOf(id);
    if (id !== undefined && box) view.quickAdd = { at: { x: box.x + box.width, y: box.y }, replace: id };
  }

  /** Opens the picker that appends to a node: by an output that leads nowhere yet, else by the first. */
  openAppend(id = this.app.view.onlyNode): void {
    const { catalogue, document, view } = this.app;
    const node = id === undefined ? undefined : document.nodes.get(id)?.node;
    const box = id === undefined ? null : view.canvas?.boxOf(id);
    const port = id === undefined ? null : view.canvas?.freeOutputOf(id);
    if (!node || !box || port == null) return;
    const component = catalogue.component(node.kind);
    const middle = component?.branching ? box.y : box.y + box.height / 2;
    view.quickAdd = { at: { x: box.x + box.width + APPEND_GAP, y: middle }, from: { node: node.id, port } };
  }

  #boxes(): Box[] {
    const { canvas, selection } = this.app.view;
    return selection.nodes.flatMap((id) => {
      const box = canvas?.boxOf(id);
      return box ? [{ id, ...box }] : [];
    });
  }
}
