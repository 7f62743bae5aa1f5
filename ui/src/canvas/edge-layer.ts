// The mounted edges, one small drawing each (a single large one would be repainted whole on each drag step), written to
// directly: an edge is three elements that hang on two moving ends, and a component with its reactive graph costs more than
// the drawing. What is mounted is the stage's to say, what it looks like edge.css's; pointers find edges by geometry.

import { ARROW, drawEdge, type Curve } from './core/geometry';
import type { Scene } from './core/scene';
import { shortened } from './core/text-room';
import type { Point } from './core/types';
import type { CanvasEdge, CanvasNode } from './model.svelte';

const SVG = 'http://www.w3.org/2000/svg';
/** How far below the middle of the line its label stands, world units. */
const LABEL_DROP = 4;
/** Width of a letter of a label and the room kept beside it, world units. */
const LETTER = 6.2;
const LABEL_MARGIN = 8;

interface Mounted {
  id: string;
  svg: SVGSVGElement;
  line: Element;
  text: Element | null;
  /** What was written last: an attribute set to what it is costs as much as another. */
  look: string;
  spoken: string;
  place: string;
  path: string;
}

/** Keeps the elements of edges in one holder. */
export class EdgeLayer {
  private readonly mounted = new Map<string, Mounted>();
  /** Out of sight, kept for edges to come: taking a drawing away and adding another costs more than changing it. */
  private readonly spare = new Map<string, Mounted>();
  private readonly stencil = drawStencil();

  constructor(
    private readonly holder: Element,
    private readonly scene: Scene<CanvasNode, CanvasEdge>,
  ) {}

  /**
   * Mounts exactly these edges; unknown ids are left out. What others left stays while the view `isMoving`, for edges that
   * come into it, unless its edge is gone.
   */
  show(ids: ReadonlySet<string>, isMoving = false): void {
    for (const [id, mounted] of this.mounted) {
      if (ids.has(id) && this.scene.edges.has(id)) continue;
      this.mounted.delete(id);
      this.spare.set(id, mounted);
    }
    for (const id of ids) if (!this.mounted.has(id) && this.scene.edges.has(id)) this.mount(id);
    for (const [id, { svg }] of this.spare) {
      if (isMoving && this.scene.edges.has(id)) continue;
      svg.remove();
      this.spare.delete(id);
    }
  }

  /** Draws an edge anew after it or one of its ends changed, if it is mounted. */
  redraw(id: string): void {
    const mounted = this.mounted.get(id);
    if (mounted) this.draw(mounted);
  }

  /** Draws all that are mounted anew. */
  redrawAll(): void {
    for (const mounted of this.mounted.values()) this.draw(mounted);
  }

  private mount(id: string): void {
    const mounted = this.takeSpare(id) ?? this.add(id);
    this.draw(mounted);
    this.mounted.set(id, mounted);
  }

  /** Returns the drawing an edge left here itself, else any that is left over, as that edge's. */
  private takeSpare(id: string): Mounted | undefined {
    const from = this.spare.has(id) ? id : (this.spare.keys().next().value ?? id);
    const mounted = this.spare.get(from);
    this.spare.delete(from);
    if (mounted && from !== id) mounted.svg.dataset.edgeId = mounted.id = id;
    return mounted;
  }

  private add(id: string): Mounted {
    const svg = this.stencil.cloneNode(true) as SVGSVGElement;
    svg.dataset.edgeId = id;
    const line = svg.firstElementChild as Element;
    this.holder.append(svg);
    return { id, svg, line, text: null, look: '', spoken: '', place: '', path: '' };
  }

  private draw(mounted: Mounted): void {
    const { svg, line } = mounted;
    // Asked for each time: a record removed and put back in one batch keeps its id but is another object.
    const edge = this.scene.edges.get(mounted.id);
    const curve = edge && this.scene.curveOf(edge);
    // An end that is missing for a moment: the stage takes the edge away.
    if (!curve) return;
    const { at, path, middle } = drawEdge(curve);
    const look = `edge ${edge.state} ${edge.mark}${edge.selected ? ' selected' : ''}`;
    if (look !== mounted.look) svg.setAttribute('class', (mounted.look = look));
    if (edge.ariaLabel !== mounted.spoken) svg.setAttribute('aria-label', (mounted.spoken = edge.ariaLabel));
    const place = `translate(${at.x}px, ${at.y}px)`;
    if (place !== mounted.place) svg.style.transform = mounted.place = place;
    if (path !== mounted.path) line.setAttribute('d', (mounted.path = path));
    this.write(mounted, labelOf(edge, curve), middle);
  }

  private write(mounted: Mounted, label: string, middle: Point): void {
    if (!label) {
      mounted.text?.remove();
      mounted.text = null;
      return;
    }
    const text = (mounted.text ??= mounted.svg.appendChild(document.createElementNS(SVG, 'text')));
    text.setAttribute('x', String(middle.x));
    text.setAttribute('y', String(middle.y + LABEL_DROP));
    if (text.textContent !== label) text.textContent = label;
  }
}

/** Returns as much of an edge's label as fits between its two nodes; an edge that runs back has room above them. */
export function labelOf({ label }: CanvasEdge, { start, end }: Curve): string {
  const room = end.x - start.x - 2 * LABEL_MARGIN;
  return room > 0 ? shortened(label, room / LETTER) : label;
}

/** Returns an edge without anything of its own, to be copied. Its origin is the tip, so that the arrow is always the same. */
function drawStencil(): Element {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('role', 'img');
  for (const name of ['line', 'arrow']) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('class', name);
    svg.append(path);
  }
  svg.lastElementChild?.setAttribute('d', ARROW);
  return svg;
}
