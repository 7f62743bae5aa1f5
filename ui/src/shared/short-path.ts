// Shortens a path for showing: the beginning and the end tell it from others, the middle goes first.

/** Returns a path of at most `room` characters, with "…" where something was left out. */
export function shortPath(path: string, room: number): string {
  const letters = [...path];
  if (letters.length <= room) return path;
  const end = Math.ceil((room - 1) * 0.6);
  return `${letters.slice(0, room - 1 - end).join('')}…${letters.slice(letters.length - end).join('')}`;
}
