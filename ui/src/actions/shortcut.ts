// Keys of UI actions: how a shortcut is written ("Mod+Shift+Z"), matched against a key press and
// shown to the person. "Mod" is ⌘ on macOS and Ctrl elsewhere. Nothing here knows any action.

export interface Keys {
  mod: boolean;
  shift: boolean;
  alt: boolean;
  /** `KeyboardEvent.key`, lower case. */
  key: string;
}

export function parseKeys(text: string): Keys {
  const parts = text.split('+');
  const key = (parts.pop() || '+').toLowerCase();
  return { mod: parts.includes('Mod'), shift: parts.includes('Shift'), alt: parts.includes('Alt'), key };
}

/** Writes a shortcut in the one spelling that settings store: `Mod+Alt+Shift+K`. */
export function writeKeys({ mod, alt, shift, key }: Keys): string {
  const name = key.length === 1 ? key.toUpperCase() : key.replace(/^./, (first) => first.toUpperCase());
  return [mod && 'Mod', alt && 'Alt', shift && 'Shift', name].filter(Boolean).join('+');
}

const NOT_KEYS = [
  'control',
  'shift',
  'alt',
  'meta',
  'altgraph',
  'capslock',
  'dead',
  'process',
  'unidentified',
];

/**
 * Returns the shortcut a key press would be, or undefined for a press that cannot be one: a modifier
 * alone, a dead key, the other system's modifier.
 */
export function pressedKeys(event: KeyboardEvent, mac: boolean): Keys | undefined {
  const typed = event.key.toLowerCase();
  if (NOT_KEYS.includes(typed) || isComposing(event) || (mac ? event.ctrlKey : event.metaKey))
    return undefined;
  const place = /^(?:Key([A-Z])|Digit([0-9]))$/.exec(event.code);
  const mod = mac ? event.metaKey : event.ctrlKey;
  const key = place && (mod || event.altKey) ? (place[1] ?? place[2] ?? typed).toLowerCase() : typed;
  return { mod, alt: event.altKey, shift: event.shiftKey, key: key === ' ' ? 'space' : key };
}

/** Says whether a shortcut could be meant as typing: it has no modifier and is no function key. */
export function isPlain({ mod, alt, key }: Keys): boolean {
  return !mod && !alt && !/^f\d{1,2}$/.test(key);
}

/**
 * Says whether a key press is this shortcut. Letters and digits also match by their place on the
 * keyboard when a modifier turned them into another sign (Alt+P is "π" on a Mac, Shift+2 is "@").
 */
export function matches(keys: Keys, event: KeyboardEvent, mac: boolean): boolean {
  const mod = mac ? event.metaKey : event.ctrlKey;
  const foreign = mac ? event.ctrlKey : event.metaKey;
  if (mod !== keys.mod || foreign || event.altKey !== keys.alt) return false;
  const typed = event.key === ' ' ? 'space' : event.key.toLowerCase();
  // The zoom keys count with and without Shift: "+" needs it on most layouts.
  if (keys.key === '=' && !keys.shift) return typed === '=' || typed === '+';
  if (event.shiftKey !== keys.shift) return false;
  // Shift turns a digit into a sign that differs from layout to layout.
  const isByPlace = keys.mod || keys.alt || (keys.shift && /^[0-9]$/.test(keys.key));
  return typed === keys.key || (isByPlace && isPlaceOf(keys.key, event.code));
}

function isPlaceOf(key: string, code: string): boolean {
  if (/^[a-z]$/.test(key)) return code === `Key${key.toUpperCase()}`;
  return /^[0-9]$/.test(key) && code === `Digit${key}`;
}

const MAC_SIGNS: Record<string, string> = { Mod: '⌘', Shift: '⇧', Alt: '⌥' };
const NAMES: Record<string, string> = {
  '=': '+',
  '-': '−',
  delete: 'Del',
  enter: 'Enter',
  escape: 'Esc',
  pagedown: 'PgDn',
  pageup: 'PgUp',
  arrow: '← ↑ ↓ →',
  arrowleft: '←',
  arrowright: '→',
  arrowup: '↑',
  arrowdown: '↓',
};

/** Returns the shortcut as the person reads it: "Ctrl Shift Z", or "⇧⌘Z" on a Mac. */
export function display(text: string, mac: boolean): string {
  const { mod, shift, alt, key } = parseKeys(text);
  const name =
    NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key.replace(/^./, (c) => c.toUpperCase()));
  const modifiers = [alt && 'Alt', shift && 'Shift', mod && 'Mod'].filter((m): m is string => Boolean(m));
  if (mac) return modifiers.map((m) => MAC_SIGNS[m]).join('') + name;
  return [...modifiers.reverse().map((m) => (m === 'Mod' ? 'Ctrl' : m)), name].join(' ');
}

/** Says whether a press belongs to an input method at work; such presses are never shortcuts. */
export function isComposing(event: KeyboardEvent): boolean {
  // 229 is what WebKit reports for the key that ends a composition, when isComposing is false again.
  return event.isComposing || event.keyCode === 229;
}

/** Says whether the target takes typing, so that plain keys and text editing keys are its own. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  return target.matches('input:not([type=checkbox]):not([type=radio]):not([type=button]), textarea, select');
}
