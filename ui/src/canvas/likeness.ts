// Paints cards as they look, while many of them are zoomed: two hundred elements that the browser paints anew at each step
// take longer than a frame. What comes into view is there at once, too. At rest the cards themselves are back, and what
// is left out here (emphasis in notes, what the pointer is about to do) is not missed meanwhile. Sizes are those of node.css,
// edge.css and the components of cards.

import { collect } from './core/batches';
import { ARROW_HALF, ARROW_LENGTH, PORT_RADIUS, pointOfPort } from './core/geometry';
import type { Scene } from './core/scene';
import { shortened, wrapped } from './core/text-room';
import type { Size, Viewport } from './core/types';
import { visibleRect } from './core/viewport';
import { BRANCH_HEAD, BRANCH_ROW } from './contract';
import { labelOf } from './edge-layer';
import type { LikenessBrush } from './likeness-brush';
import type { CanvasEdge, CanvasNode } from './model.svelte';
import type { CardPalette } from './palette';
import { linesOf } from './paper-text';

/** Height of a line of a note. */
const NOTE_LINE = 18;

/** What is to be seen of the world, and on what. */
export interface LikenessView {
  viewport: Viewport;
  /** Size of the stage, CSS pixels. */
  size: Size;
  /** Device pixels per CSS pixel. */
  ratio: number;
  hasDots: boolean;
}

/** Paints everything the view shows. */
export function paintLikeness(
  brush: LikenessBrush,
  scene: Scene<CanvasNode, CanvasEdge>,
  { viewport, size, ratio, hasDots }: LikenessView,
): void {
  brush.begin(viewport, size, ratio);
  const view = visibleRect(viewport, size);
  if (hasDots) brush.dots(view, 1 / viewport.zoom);
  const edges: CanvasEdge[] = [];
  scene.edgesIn(view, (edge) => edges.push(edge));
  paintEdges(brush, scene, edges);
  const nodes: CanvasNode[] = [];
  scene.nodesIn(view, (node) => nodes.push(node));
  // Groups lie behind what they hold.
  nodes.sort((a, b) => Number(b.shape === 'group') - Number(a.shape === 'group') || a.order - b.order);
  for (const node of nodes) paintNode(brush, node);
  brush.end();
}

/** Paints all lines of one look at once, then what is written on them. */
function paintEdges(
  brush: LikenessBrush,
  scene: Scene<CanvasNode, CanvasEdge>,
  edges: readonly CanvasEdge[],
): void {
  const { pen, palette } = brush;
  const looks = new Map<string, CanvasEdge[]>();
  for (const edge of edges) collect(looks, edge.selected ? 'selected' : edge.state, edge);
  for (const alike of looks.values()) {
    const look = lookOf(alike[0] as CanvasEdge, palette);
    const curves = alike.flatMap((edge) => scene.curveOf(edge) ?? []);
    pen.strokeStyle = pen.fillStyle = look.colour;
    pen.lineWidth = look.width;
    pen.setLineDash(look.dash);
    pen.beginPath();
    for (const { start, end, reach } of curves) {
      const to = end.x - PORT_RADIUS - ARROW_LENGTH + 1;
      pen.moveTo(start.x + PORT_RADIUS, start.y);
      pen.bezierCurveTo(start.x + reach, start.y, end.x - reach, end.y, to, end.y);
    }
    pen.stroke();
    pen.beginPath();
    for (const { end } of curves) {
      const tip = end.x - PORT_RADIUS;
      pen.moveTo(tip, end.y);
      pen.lineTo(tip - ARROW_LENGTH, end.y - ARROW_HALF);
      pen.lineTo(tip - ARROW_LENGTH, end.y + ARROW_HALF);
    }
    pen.fill();
  }
  pen.setLineDash(SOLID);
  for (const edge of edges) {
    const curve = edge.label ? scene.curveOf(edge) : null;
    if (!curve) continue;
    const { start, end } = curve;
    brush.label(labelOf(edge, curve), (start.x + end.x) / 2, (start.y + end.y) / 2);
  }
}

const SOLID: number[] = [];
const DASHED = [6, 4];

function lookOf({ selected, state }: CanvasEdge, palette: CardPalette) {
  const dash = state === 'error' ? DASHED : SOLID;
  if (selected) return { colour: palette.selected, width: 2.5, dash };
  const colour = state === 'done' ? palette.edgeDone : state === 'error' ? palette.edgeError : palette.edge;
  return { colour, width: state === 'done' ? 2.25 : 1.5, dash };
}

function paintNode(brush: LikenessBrush, node: CanvasNode): void {
  brush.fade(node.isDisabled);
  if (node.shape === 'note' || node.shape === 'group') paintPaper(brush, node);
  else {
    if (node.shape === 'pill') paintPill(brush, node);
    else if (node.shape === 'branches') paintBranches(brush, node);
    else paintCard(brush, node);
    paintTrim(brush, node);
  }
  brush.fade(false);
}

function paintCard(brush: LikenessBrush, node: CanvasNode): void {
  const { palette } = brush;
  const { x, y, width, height, access } = node;
  const middle = y + height / 2;
  brush.frame(node, 10);
  brush.fill(palette.stripe[access], x, y + 10, 4, height - 20);
  brush.tile(node, x + 15, middle - 17, 34, 8);
  const room = width - 72;
  brush.write(node.title, 'title', palette.text, x + 59, node.subtitle ? middle - 8.5 : middle, room);
  if (node.subtitle) brush.write(node.subtitle, 'small', palette.textFaint, x + 59, middle + 9.5, room);
  if (!node.chip) return;
  brush.pill(node.chip.text, x + width - 11, y + height - 10, 190, palette.tones[node.chip.tone]);
}

function paintPill(brush: LikenessBrush, node: CanvasNode): void {
  const { palette } = brush;
  const middle = node.y + node.height / 2;
  brush.frame(node, node.height / 2);
  const text = shortened(node.title, (node.width - 51) / 7);
  const left = node.x + (node.width - 21 - brush.widthOf(text, 'title')) / 2;
  const isTinted = node.access === 'read' || node.access === 'flow';
  brush.icon(node.icon, isTinted ? palette.stripe[node.access] : palette.textSoft, left, middle - 7.5, 15);
  brush.write(text, 'title', palette.text, left + 21, middle, node.width);
}

function paintBranches(brush: LikenessBrush, node: CanvasNode): void {
  const { palette } = brush;
  const { x, y, width } = node;
  brush.frame(node, 10);
  brush.tile({ access: 'flow', icon: node.icon }, x + 13, y + 9, 26, 7);
  brush.write(node.title, 'title', palette.text, x + 47, y + 22, width - 60);
  node.rows.forEach((row, at) => {
    const top = y + BRANCH_HEAD - 1 + BRANCH_ROW * at;
    const after = x + 19 + brush.widthOf(row.keyword, 'strong');
    brush.fill(palette.lineSoft, x + 1, top, width - 2, 1);
    brush.write(row.keyword, 'strong', palette.stripe.flow, x + 13, top + 13.5, width);
    brush.write(row.text, 'small', palette.textSoft, after, top + 13.5, x + width - 13 - after);
  });
}

function paintPaper(brush: LikenessBrush, node: CanvasNode): void {
  const { palette } = brush;
  const { x, y, width, height } = node;
  const { line, soft } = palette.paper(node.colour);
  brush.paper(node, node.selected ? palette.selected : line, soft);
  if (node.shape === 'group') {
    brush.write(node.text || node.title, 'bar', palette.textSoft, x + 11, y + 15, width - 22);
    return;
  }
  let top = y + 9;
  for (const { kind, parts } of linesOf(node.text)) {
    const text = parts.map((part) => part.text).join('');
    for (const piece of wrapped(text, (width - 22) / 6.4)) {
      if (top + NOTE_LINE > y + height) return;
      brush.write(
        piece,
        kind === 'heading' ? 'title' : 'text',
        palette.text,
        x + 11,
        top + NOTE_LINE / 2,
        width,
      );
      top += NOTE_LINE;
    }
    if (text === '') top += NOTE_LINE / 2;
  }
}

function paintTrim(brush: LikenessBrush, node: CanvasNode): void {
  const { palette } = brush;
  for (const port of node.ports) brush.port(pointOfPort(node, port), PORT_RADIUS);
  if (!node.badge) return;
  const { count, severity } = node.badge;
  const colour = {
    error: palette.tones.error.line,
    warning: palette.tones.warn.line,
    info: palette.selected,
  }[severity];
  brush.badge(
    count > 99 ? '99+' : String(count),
    node.x + node.width + 6,
    node.y - 8,
    severity === 'error' ? 5 : 9,
    colour,
  );
}
