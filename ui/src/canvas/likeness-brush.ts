// The strokes that the likeness of a card is made of: frame, tile, text, pill, badge. Apart from what is painted where,
// so that each is written once.

import { collect } from './core/batches';
import type { Access, Point, Rect, Size, Viewport } from './core/types';
import { lettersOf, shortened } from './core/text-room';
import type { CardPalette, ToneColours } from './palette';

/** The drawing calls used here; a `CanvasRenderingContext2D` has them all. */
export type LikenessPen = Pick<
  CanvasRenderingContext2D,
  | 'arc'
  | 'beginPath'
  | 'bezierCurveTo'
  | 'clearRect'
  | 'fill'
  | 'fillRect'
  | 'fillStyle'
  | 'fillText'
  | 'font'
  | 'globalAlpha'
  | 'lineCap'
  | 'lineJoin'
  | 'lineTo'
  | 'lineWidth'
  | 'measureText'
  | 'moveTo'
  | 'rect'
  | 'roundRect'
  | 'setLineDash'
  | 'setTransform'
  | 'stroke'
  | 'strokeStyle'
  | 'strokeText'
  | 'textAlign'
  | 'textBaseline'
>;

/** Weight and size in world units of each kind of text. */
const FONTS = {
  title: [620, 13],
  small: [400, 11],
  strong: [650, 11],
  chip: [550, 11],
  badge: [620, 11],
  bar: [620, 12],
  text: [400, 12],
} as const;
type Font = keyof typeof FONTS;

/** Mean width of a letter, as a share of its size. */
const LETTER = 0.55;
/** Height on the screen below which nobody reads a text that moves, CSS pixels: a bar, which costs less, stands for it. */
const READABLE_FROM = 6;
/** Height and opacity of such a bar, as shares of those of the text. */
const BAR_HEIGHT = 0.4;
const BAR_ALPHA = 0.45;
/** How far below the middle of a line the browser writes. */
const DROP = 1;
/** Zoom below which icons have no twelve pixels, and are left out, and ports no seven, and are squares. */
const FINE_FROM = 0.75;
/** Distance of the background's dots, world units: at rest there are four times as many. */
const DOTS = 40;
/** Opacity of a disabled node. */
const FADED = 0.55;
/** Side of the square that icons are drawn in, and the width of their lines there. */
const ICON_SIDE = 24;
const ICON_LINE = 1.75;

interface Text {
  text: string;
  colour: string;
  x: number;
  middle: number;
  alpha: number;
}

/** Paints into one bitmap, in world units. */
export class LikenessBrush {
  private scale = 1;
  private origin: Point = { x: 0, y: 0 };
  private isFine = true;
  private zoom = 1;
  private fontInUse: Font | null = null;
  /** What is to be written when all is drawn: changing the font for each text costs as much as writing it. */
  private readonly texts = new Map<Font, Text[]>();

  constructor(
    readonly pen: LikenessPen,
    readonly palette: CardPalette,
    private readonly iconOf: (name: string) => Path2D,
  ) {}

  /** Clears the bitmap and takes the view. */
  begin(viewport: Viewport, stage: Size, ratio: number): void {
    const { pen } = this;
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, stage.width * ratio, stage.height * ratio);
    this.scale = viewport.zoom * ratio;
    this.origin = { x: viewport.x * ratio, y: viewport.y * ratio };
    pen.setTransform(this.scale, 0, 0, this.scale, this.origin.x, this.origin.y);
    pen.textBaseline = 'middle';
    pen.textAlign = 'left';
    pen.lineCap = pen.lineJoin = 'round';
    pen.globalAlpha = 1;
    this.isFine = viewport.zoom >= FINE_FROM;
    this.zoom = viewport.zoom;
    this.texts.clear();
  }

  /** Writes the texts, above everything else. */
  end(): void {
    const { pen } = this;
    for (const [font, texts] of this.texts) {
      this.use(font);
      let last = '';
      for (const { text, colour, x, middle, alpha } of texts) {
        if (colour !== last) pen.fillStyle = last = colour;
        if (pen.globalAlpha !== alpha) pen.globalAlpha = alpha;
        pen.fillText(text, x, middle);
      }
    }
  }

  /** Paints the dots of the background; `pixel` is the length of a pixel of the screen in world units. */
  dots(view: Rect, pixel: number): void {
    const { pen } = this;
    const gap = this.isFine ? DOTS : 2 * DOTS;
    pen.fillStyle = this.palette.dot;
    const side = 2 * pixel;
    for (let y = Math.ceil(view.y / gap) * gap; y < view.y + view.height; y += gap)
      for (let x = Math.ceil(view.x / gap) * gap; x < view.x + view.width; x += gap)
        pen.fillRect(x - pixel, y - pixel, side, side);
  }

  /** Whether what follows belongs to a disabled node. */
  fade(isFaded: boolean): void {
    this.pen.globalAlpha = isFaded ? FADED : 1;
  }

  /** Paints the body of a step; disabled ones have a dashed border, those with more inside a second one below. */
  frame(node: Rect & { selected: boolean; isDisabled: boolean; shape: string }, radius: number): void {
    const { pen, palette } = this;
    pen.fillStyle = palette.surface;
    pen.strokeStyle = node.selected ? palette.selected : palette.outline;
    pen.lineWidth = node.selected ? 2 : 1;
    if (node.isDisabled) pen.setLineDash([3, 3]);
    this.box(node, radius);
    pen.fill();
    pen.stroke();
    pen.setLineDash([]);
    if (node.shape !== 'stack') return;
    this.fill(pen.strokeStyle, node.x + radius, node.y + node.height - 4, node.width - 2 * radius, 1);
  }

  /** Paints the sheet of a note or the frame of a group. */
  paper(node: Rect & { shape: string }, tone: string, soft: string): void {
    const { pen } = this;
    const isGroup = node.shape === 'group';
    const alpha = pen.globalAlpha;
    this.box(node, 6);
    pen.fillStyle = soft;
    if (isGroup) pen.globalAlpha = alpha * 0.45;
    pen.fill();
    pen.globalAlpha = alpha;
    pen.strokeStyle = tone;
    pen.lineWidth = 1;
    if (isGroup) pen.setLineDash([3, 3]);
    pen.stroke();
    pen.setLineDash([]);
  }

  /** Paints a node's icon on a tile in the colour of its access level. */
  tile(
    { access, icon }: { access: Access; icon: string },
    x: number,
    y: number,
    side: number,
    radius: number,
  ): void {
    const { pen, palette } = this;
    pen.fillStyle = access === 'neutral' ? palette.raised : palette.body[access];
    this.box({ x, y, width: side, height: side }, radius, 0);
    pen.fill();
    this.icon(icon, palette.stripe[access], x + side / 4, y + side / 4, side / 2);
  }

  icon(name: string, colour: string, x: number, y: number, side: number): void {
    if (!this.isFine) return;
    const { pen, scale, origin } = this;
    const size = (scale * side) / ICON_SIDE;
    pen.setTransform(size, 0, 0, size, origin.x + x * scale, origin.y + y * scale);
    pen.strokeStyle = colour;
    pen.lineWidth = ICON_LINE;
    pen.stroke(this.iconOf(name));
    pen.setTransform(scale, 0, 0, scale, origin.x, origin.y);
  }

  fill(
    colour: string | CanvasGradient | CanvasPattern,
    x: number,
    y: number,
    width: number,
    height: number,
  ): void {
    this.pen.fillStyle = colour;
    this.pen.fillRect(x, y, width, height);
  }

  /** Writes a text from the left, level with `middle`, cut where the room ends. */
  write(text: string, font: Font, colour: string, x: number, middle: number, room: number): void {
    const cut = shortened(text, room / (FONTS[font][1] * LETTER));
    if (!cut) return;
    if (!this.isReadable(font)) {
      this.bar(cut, font, colour, x, middle);
      return;
    }
    const one = { text: cut, colour, x, middle: middle + DROP, alpha: this.pen.globalAlpha };
    collect(this.texts, font, one);
  }

  widthOf(text: string, font: Font): number {
    this.use(font);
    return this.pen.measureText(text).width;
  }

  /** Writes the label of an edge about a point, with room kept free around it. */
  label(text: string, x: number, y: number): void {
    const { pen, palette } = this;
    if (!this.isReadable('small')) {
      const width = lettersOf(text) * FONTS.small[1] * LETTER;
      this.fill(palette.canvas, x - width / 2 - 3, y - 6, width + 6, 12);
      this.bar(text, 'small', palette.textSoft, x - width / 2, y);
      return;
    }
    this.use('small');
    pen.textAlign = 'center';
    pen.setLineDash([]);
    pen.strokeStyle = palette.canvas;
    pen.lineWidth = 6;
    pen.strokeText(text, x, y);
    pen.fillStyle = palette.textSoft;
    pen.fillText(text, x, y);
    pen.textAlign = 'left';
  }

  /** Paints a result's chip, whose right end is given. */
  pill(text: string, right: number, top: number, most: number, { line, soft, ink }: ToneColours): void {
    const { pen } = this;
    const width = Math.min(most, this.widthOf(text, 'chip') + 16);
    const x = right - width;
    pen.fillStyle = soft;
    pen.strokeStyle = line;
    pen.lineWidth = 1;
    this.box({ x, y: top, width, height: 18 }, 9);
    pen.fill();
    pen.stroke();
    this.write(text, 'chip', ink, x + 8, top + 9.5, width);
  }

  /** Paints the count of problems, whose right end is given. */
  badge(text: string, right: number, top: number, radius: number, colour: string): void {
    const { pen, palette } = this;
    const width = Math.max(18, this.widthOf(text, 'badge') + 8);
    pen.fillStyle = colour;
    this.box({ x: right - width, y: top, width, height: 18 }, radius, 0);
    pen.fill();
    pen.textAlign = 'center';
    pen.fillStyle = palette.surface;
    pen.fillText(text, right - width / 2, top + 9.5);
    pen.textAlign = 'left';
  }

  /** Paints a port: a ring, or a square where it is too small for anyone to tell them apart. */
  port({ x, y }: Point, radius: number): void {
    const { pen, palette } = this;
    if (!this.isFine) {
      const [outer, inner] = [radius - 0.5, radius - 1.5];
      this.fill(palette.edge, x - outer, y - outer, 2 * outer, 2 * outer);
      this.fill(palette.surface, x - inner, y - inner, 2 * inner, 2 * inner);
      return;
    }
    pen.fillStyle = palette.surface;
    pen.strokeStyle = palette.edge;
    pen.lineWidth = 1;
    pen.beginPath();
    pen.arc(x, y, radius - 0.5, 0, 2 * Math.PI);
    pen.fill();
    pen.stroke();
  }

  /** Begins a path with a rounded box, whose border lies inside. */
  private box({ x, y, width, height }: Rect, radius: number, border = 1): void {
    const { pen } = this;
    const half = border / 2;
    pen.beginPath();
    const place = [x + half, y + half, width - border, height - border] as const;
    // Safari has round ones since 16.
    if ('roundRect' in pen) pen.roundRect(...place, radius);
    else (pen as LikenessPen).rect(...place);
  }

  private isReadable(font: Font): boolean {
    return FONTS[font][1] * this.zoom >= READABLE_FROM;
  }

  /** Paints what stands for a text that is too small to be read. */
  private bar(text: string, font: Font, colour: string, x: number, middle: number): void {
    const { pen } = this;
    const size = FONTS[font][1];
    const alpha = pen.globalAlpha;
    pen.globalAlpha = alpha * BAR_ALPHA;
    this.fill(
      colour,
      x,
      middle - (size * BAR_HEIGHT) / 2,
      lettersOf(text) * size * LETTER,
      size * BAR_HEIGHT,
    );
    pen.globalAlpha = alpha;
  }

  private use(font: Font): void {
    if (this.fontInUse === font) return;
    this.fontInUse = font;
    const [weight, size] = FONTS[font];
    this.pen.font = `${weight} ${size}px ${this.palette.font}`;
  }
}
