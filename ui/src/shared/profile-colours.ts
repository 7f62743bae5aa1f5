// The colours that tell profiles apart: what each looks like. The engine stores the choice; a colour
// never stands without the profile's name.
/** Names of the colours, as the engine stores them. */
export type ColourName = 'blue' | 'teal' | 'green' | 'amber' | 'rose' | 'violet';

/** In the order they are offered, with the token each is painted with. */
export const COLOURS = {
  blue: 'var(--accent)',
  teal: 'var(--read)',
  green: 'var(--ok)',
  amber: 'var(--write)',
  rose: 'var(--destroy)',
  violet: 'var(--flow)',
} as const satisfies Record<ColourName, string>;
