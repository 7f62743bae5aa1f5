// How much of a text fits where nothing lays it out: in the painted overview and beside an edge. An estimate by letters; a
// font that is asked for each of them would cost more than what is drawn.

/** Room that a wide letter takes, in Latin ones. */
const WIDE = 1.8;

/** Returns as much of a text as fits into so many Latin letters; wide ones (Chinese, for example) count nearly twice. */
export function shortened(name: string, letters: number): string {
  // Most names fit, and it shows at once.
  if (name.length * WIDE <= letters) return name;
  let left = letters;
  let end = 0;
  let before = 0;
  for (const letter of name) {
    left -= isWide(letter) ? WIDE : 1;
    if (left < 0) return before > 0 ? `${name.slice(0, before)}…` : '';
    before = end;
    end += letter.length;
  }
  return name;
}

/** Returns how many Latin letters take as much room as a text. */
export function lettersOf(text: string): number {
  let letters = 0;
  for (const letter of text) letters += isWide(letter) ? WIDE : 1;
  return letters;
}

/** Returns the lines a text takes when so many Latin letters fit into each. */
export function wrapped(text: string, letters: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  // Chinese may break between any two letters.
  for (const word of text.match(/[⺀-￿]|[^\s⺀-￿]+\s*|\s+/g) ?? []) {
    const takes = isWide(word) ? WIDE : word.length;
    if (line && used + takes > letters) {
      lines.push(line);
      line = '';
      used = 0;
    }
    line += word;
    used += takes;
  }
  if (line) lines.push(line);
  return lines;
}

function isWide(letter: string): boolean {
  return letter.charCodeAt(0) > 0x2e80;
}
