// Paints the graph in one Canvas2D pass when it is too small for cards: one stroke for the edges,
// one fill per access level, one outline for the selection. Also paints the minimap's content, which
// is the same drawing at another scale. Colours come from outside, since a canvas has no CSS variables.

import { collect } from './batches';
import type { Scene } from './scene';
import type { Access, NodeShape, Rect, Size, Viewport } from './types';
import { shortened } from './text-room';
import { visibleRect } from './viewport';

/** Colours of a theme, as CSS colour texts. */
export interface Palette {
  edge: string;
  edgeDone: string;
  edgeError: string;
  outline: string;
  selected: string;
  /** Names of the nodes. */
  text: string;
  /** Font family of the names. */
  font: string;
  /** Body of a node by access level. */
  body: Record<Access, string>;
  /** Stripe on its left, strong enough to be told apart at a few pixels. */
  stripe: Record<Access, string>;
}

/** The drawing calls used here; a `CanvasRenderingContext2D` has them all. */
export type Pen = Pick<
  CanvasRenderingContext2D,
  | 'setTransform'
  | 'clearRect'
  | 'beginPath'
  | 'moveTo'
  | 'bezierCurveTo'
  | 'lineTo'
  | 'rect'
  | 'fill'
  | 'stroke'
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'fillText'
  | 'font'
  | 'textBaseline'
>;

/** Access levels in painting order. */
export const ACCESS_LEVELS: readonly Access[] = ['neutral', 'flow', 'read', 'write', 'destructive'];

/** Width of the stripe, world units; a little wider than on a card, to be seen. */
const STRIPE = 14;
/** Below this zoom a name has no room. */
const NAMES_FROM = 0.2;
/** With more nodes in view names are a texture, and painting them would be felt. */
const MOST_NAMES = 200;
/** Size of a name on the screen, CSS pixels. */
const NAME_SIZE = 10.5;
/** Below this zoom a curve and a straight line look the same. */
const STRAIGHT_BELOW = 0.2;

/** What is to be seen of the world. */
export interface OverviewView {
  viewport: Viewport;
  /** Size of the stage, CSS pixels. */
  size: Size;
  /** Device pixels per CSS pixel. */
  ratio: number;
  /** Names are written where there is room for them; while the zoom changes nobody reads them. */
  hasNames: boolean;
}

/** Paints everything the view shows. */
export function paintOverview(
  pen: Pen,
  scene: Scene,
  { viewport, size, ratio, hasNames }: OverviewView,
  palette: Palette,
): void {
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.clearRect(0, 0, size.width * ratio, size.height * ratio);
  const scale = viewport.zoom * ratio;
  pen.setTransform(scale, 0, 0, scale, viewport.x * ratio, viewport.y * ratio);
  const view = visibleRect(viewport, size);
  const { zoom } = viewport;
  strokeEdges(pen, scene, view, zoom, palette);
  const nodes = fillNodes(pen, scene, view, zoom, palette);
  if (hasNames && zoom >= NAMES_FROM && nodes.length <= MOST_NAMES) nameNodes(pen, zoom, palette, nodes);
}

/** Paints nodes into a minimap whose viewport is given, over what is there. */
export function paintMinimap(
  pen: Pen,
  nodes: Iterable<NodeShape>,
  viewport: Viewport,
  palette: Palette,
  ratio: number,
): void {
  const scale = viewport.zoom * ratio;
  pen.setTransform(scale, 0, 0, scale, viewport.x * ratio, viewport.y * ratio);
  const batches = new Map<string, NodeShape[]>();
  for (const node of nodes) {
    collect(batches, node.selected ? palette.selected : palette.stripe[node.access], node);
  }
  for (const [colour, batch] of batches) fillBatch(pen, colour, batch, (node) => rectOf(pen, node));
}

function strokeEdges(pen: Pen, scene: Scene, view: Rect, zoom: number, palette: Palette): void {
  const isStraight = zoom < STRAIGHT_BELOW;
  const batches = new Map<string, (() => void)[]>();
  scene.edgesIn(view, (edge) => {
    const curve = scene.curveOf(edge);
    if (!curve) return;
    const { start, end, reach } = curve;
    const colour = edge.selected
      ? palette.selected
      : edge.state === 'done'
        ? palette.edgeDone
        : edge.state === 'error'
          ? palette.edgeError
          : palette.edge;
    collect(batches, colour, () => {
      pen.moveTo(start.x, start.y);
      if (isStraight) pen.lineTo(end.x, end.y);
      else pen.bezierCurveTo(start.x + reach, start.y, end.x - reach, end.y, end.x, end.y);
    });
  });
  // A line keeps about one screen pixel at any zoom.
  pen.lineWidth = 1.2 / zoom;
  for (const [colour, lines] of batches) {
    pen.strokeStyle = colour;
    pen.beginPath();
    for (const draw of lines) draw();
    pen.stroke();
  }
}

/** Paints the nodes in view and returns them. */
function fillNodes(pen: Pen, scene: Scene, view: Rect, zoom: number, palette: Palette): NodeShape[] {
  const byAccess = new Map<Access, NodeShape[]>();
  const all: NodeShape[] = [];
  const selected: NodeShape[] = [];
  scene.nodesIn(view, (node) => {
    // A group is a frame around others, a note a sheet: neither does anything that a colour could tell.
    if (node.shape !== 'group' && node.shape !== 'note') collect(byAccess, node.access, node);
    all.push(node);
    if (node.selected) selected.push(node);
  });
  for (const access of ACCESS_LEVELS) {
    const nodes = byAccess.get(access) ?? [];
    fillBatch(pen, palette.body[access], nodes, (node) => rectOf(pen, node));
  }
  const sheets = all.filter(({ shape }) => shape === 'note');
  fillBatch(pen, palette.body.neutral, sheets, (node) => rectOf(pen, node));
  outline(pen, palette.outline, 1 / zoom, all);
  for (const access of ACCESS_LEVELS) {
    const nodes = byAccess.get(access) ?? [];
    fillBatch(pen, palette.stripe[access], nodes, (node) => pen.rect(node.x, node.y, STRIPE, node.height));
  }
  outline(pen, palette.selected, 2 / zoom, selected);
  return all;
}

/** Writes the names at one size on the screen, so that a graph seen as a whole can still be read. */
function nameNodes(pen: Pen, zoom: number, palette: Palette, nodes: readonly NodeShape[]): void {
  pen.fillStyle = palette.text;
  pen.font = `600 ${NAME_SIZE / zoom}px ${palette.font}`;
  pen.textBaseline = 'middle';
  const before = STRIPE + 4 / zoom;
  for (const node of nodes) {
    // Notes and groups say what they say by text of another kind, which needs more room than there is.
    if (node.shape === 'note' || node.shape === 'group') continue;
    const room = node.width - before - 2 / zoom;
    const name = shortened(node.title, (room * zoom) / (NAME_SIZE * 0.56));
    if (name) pen.fillText(name, node.x + before, node.y + node.height / 2, room);
  }
}

function fillBatch(
  pen: Pen,
  colour: string,
  nodes: readonly NodeShape[],
  add: (node: NodeShape) => void,
): void {
  if (nodes.length === 0) return;
  pen.fillStyle = colour;
  pen.beginPath();
  for (const node of nodes) add(node);
  pen.fill();
}

function outline(pen: Pen, colour: string, width: number, nodes: readonly NodeShape[]): void {
  if (nodes.length === 0) return;
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.beginPath();
  for (const node of nodes) rectOf(pen, node);
  pen.stroke();
}

function rectOf(pen: Pen, node: NodeShape): void {
  pen.rect(node.x, node.y, node.width, node.height);
}
