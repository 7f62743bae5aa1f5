// Edits of whatever is selected, beyond adding and deleting: each one edit, so each one step of the history. The places
// of nodes are asked of the canvas, which knows their sizes.
import type { AppState } from './app.svelte';
import type { Box, Place } from './arrange';

/** Room between a frame and what it holds; the title bar needs more. */
const FRAME = { side: 20, top: 40 };
/** Room between a node and the one that is appended to it. */
export const APPEND_GAP = 90;

/** Ids of the kinds that hold nodes. */
const GROUP_KIND = 'group';
const CHILD_FLOW_KIND = 'childFlow';

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

  /** Whether something selected holds nodes that can be let out. */
  get canUngroup(): boolean {
    const { document, view } = this.app;
    return view.selection.nodes.some((id) => {
      const kind = document.nodes.get(id)?.node.kind;
      return kind === GROUP_KIND || kind === CHILD_FLOW_KIND;
    });
  }

  /** Takes the frames of selected groups away and dissolves selected child flows. */
  async ungroup(): Promise<void> {
    await this.app.document.edit({ ungroup: { nodes: this.app.view.selection.nodes } });
  }

  /** The child flow among the selected nodes when there is exactly one, and the others. */
  #flowAndOthers(): { flow: string; nodes: string[] } | undefined {
    const { document, view } = this.app;
    const isFlow = (id: string) => document.nodes.get(id)?.node.kind === CHILD_FLOW_KIND;
    const [flow, ...more] = view.selection.nodes.filter(isFlow);
    const nodes = view.selection.nodes.filter((id) => !isFlow(id));
    return flow !== undefined && more.length === 0 && nodes.length > 0 ? { flow, nodes } : undefined;
  }

  get canMoveIn(): boolean {
    return this.#flowAndOthers() !== undefined;
  }

  get canMoveOut(): boolean {
    return this.app.view.flow !== '' && this.app.view.selection.nodes.length > 0;
  }

  /** Moves the other selected nodes into the one selected child flow; what they stood between is joined. */
  async moveIn(): Promise<void> {
    const both = this.#flowAndOthers();
    if (both) await this.moveTo(both.flow, both.nodes);
  }

  /** Moves the selected nodes into the flow around the one that is shown, and shows them there. */
  async moveOut(): Promise<void> {
    const { document, view } = this.app;
    const around = document.nodes.get(view.flow)?.node.parent ?? '';
    const { nodes } = view.selection;
    if (!(await this.moveTo(around, nodes))) return;
    this.app.enterFlow(around);
    view.selection = { nodes, edges: [] };
  }

  /** Moves nodes into a flow (empty: the playbook's own); resolves to whether it was allowed. */
  async moveTo(flow: string, nodes: string[]): Promise<boolean> {
    const parent = flow ? { parent: flow } : {};
    return (await this.app.document.edit({ moveToFlow: { nodes, ...parent, heal: true } })) !== null;
  }

  /** Opens room in the flow that is shown, or closes it. */
  async makeSpace(axis: 'x' | 'y', at: number, by: number): Promise<boolean> {
    const parent = this.app.view.flow ? { parent: this.app.view.flow } : {};
    return (await this.app.document.edit({ makeSpace: { axis, at, by, ...parent } })) !== null;
  }

  /** Goes to the name of the one selected node; what has no name of its own has a text instead. */
  rename(): void {
    const { catalogue, document, view } = this.app;
    const id = view.onlyNode;
    const node = id === undefined ? undefined : document.nodes.get(id)?.node;
    if (!node) return;
    const card = catalogue.component(node.kind)?.card;
    view.requestField(node.id, card === 'note' || card === 'group' ? 'text' : 'name');
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
