// Reads the theme's colours for the canvases, which cannot use CSS variables themselves.

import type { Palette } from './core/overview';
import type { Access } from './core/types';

const VARIABLE: Record<Access, string> = {
  read: '--read',
  write: '--write',
  destructive: '--destroy',
  flow: '--flow',
  neutral: '--edge',
};

/** Returns the colours in force at an element. */
export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  const each = (value: (access: Access) => string): Record<Access, string> => ({
    read: value('read'),
    write: value('write'),
    destructive: value('destructive'),
    flow: value('flow'),
    neutral: value('neutral'),
  });
  return {
    edge: colour('--edge'),
    edgeDone: colour('--ok'),
    edgeError: colour('--err'),
    outline: colour('--line-2'),
    selected: colour('--accent'),
    text: colour('--text'),
    font: style.fontFamily,
    body: each((access) => (access === 'neutral' ? colour('--surface') : colour(`${VARIABLE[access]}-soft`))),
    stripe: each((access) => colour(VARIABLE[access])),
  };
}
