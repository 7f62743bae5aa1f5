// Reads the theme's colours for the canvases, which cannot use CSS variables themselves.

import type { Palette } from './core/overview';
import type { Access } from './core/types';
import type { ChipData } from './contract';

const VARIABLE: Record<Access, string> = {
  read: '--read',
  write: '--write',
  destructive: '--destroy',
  flow: '--flow',
  neutral: '--edge',
};

/** Colours of something that has a tone: its border, its ground, its text. */
export interface ToneColours {
  line: string;
  soft: string;
  ink: string;
}

/** What it takes to paint cards as they look. */
export interface CardPalette extends Palette {
  canvas: string;
  dot: string;
  surface: string;
  /** Ground of an icon that stands for no access level. */
  raised: string;
  lineSoft: string;
  textSoft: string;
  textFaint: string;
  tones: Record<ChipData['tone'], ToneColours>;
  /** Returns the colours of notes and groups of a colour by name. */
  paper(colour: string): Pick<ToneColours, 'line' | 'soft'>;
}

/** Returns the colours in force at an element. */
export function readPalette(element: Element): CardPalette {
  const style = getComputedStyle(element);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  const each = (value: (access: Access) => string): Record<Access, string> => ({
    read: value('read'),
    write: value('write'),
    destructive: value('destructive'),
    flow: value('flow'),
    neutral: value('neutral'),
  });
  const tone = (name: string): ToneColours => {
    const line = colour(name);
    return { line, soft: colour(`${name}-soft`), ink: line };
  };
  const surface = colour('--surface');
  const textSoft = colour('--text-2');
  const papers = new Map<string, Pick<ToneColours, 'line' | 'soft'>>();
  return {
    edge: colour('--edge'),
    edgeDone: colour('--ok'),
    edgeError: colour('--err'),
    outline: colour('--line-2'),
    selected: colour('--accent'),
    text: colour('--text'),
    font: style.fontFamily,
    body: each((access) => (access === 'neutral' ? surface : colour(`${VARIABLE[access]}-soft`))),
    stripe: each((access) => colour(VARIABLE[access])),
    canvas: colour('--canvas'),
    dot: colour('--dot'),
    surface,
    raised: colour('--surface-2'),
    lineSoft: colour('--line'),
    textSoft,
    textFaint: colour('--text-3'),
    tones: {
      ok: tone('--ok'),
      info: tone('--accent'),
      warn: tone('--warn'),
      error: tone('--err'),
      neutral: { line: colour('--line-2'), soft: surface, ink: textSoft },
    },
    paper(name) {
      let found = papers.get(name);
      if (!found) papers.set(name, (found = readPaper(element, name)));
      return found;
    },
  };
}

/** Asks the sheet that has the colours of papers, by an element that nobody sees. */
function readPaper(element: Element, name: string): Pick<ToneColours, 'line' | 'soft'> {
  const probe = document.createElement('i');
  probe.hidden = true;
  probe.dataset.paper = name;
  element.append(probe);
  const style = getComputedStyle(probe);
  const found = {
    line: style.getPropertyValue('--tone').trim(),
    soft: style.getPropertyValue('--soft').trim(),
  };
  probe.remove();
  return found;
}
