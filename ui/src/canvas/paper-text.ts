// The little Markdown a note shows: headings, list items, strong and code. Plain data out, never HTML: whatever is
// not one of these stands there as it was written.

export interface PaperPart {
  kind: 'plain' | 'strong' | 'code';
  text: string;
}

export interface PaperLine {
  kind: 'plain' | 'heading' | 'item';
  parts: PaperPart[];
}

/** Most lines that are drawn; a longer note is read in its panel. */
const MOST_LINES = 200;

/** Returns the lines of a note. */
export function linesOf(text: string): PaperLine[] {
  if (text.trim() === '') return [];
  return text.split('\n').slice(0, MOST_LINES).map(lineOf);
}

function lineOf(line: string): PaperLine {
  const heading = /^#{1,6} +(.*)$/.exec(line);
  if (heading) return { kind: 'heading', parts: partsOf(heading[1] ?? '') };
  const item = /^ *[-*] +(.*)$/.exec(line);
  if (item) return { kind: 'item', parts: partsOf(item[1] ?? '') };
  return { kind: 'plain', parts: partsOf(line) };
}

function partsOf(line: string): PaperPart[] {
  const parts: PaperPart[] = [];
  let end = 0;
  for (const match of line.matchAll(/\*\*([^*]+)\*\*|`([^`]+)`/g)) {
    if (match.index > end) parts.push({ kind: 'plain', text: line.slice(end, match.index) });
    const [whole, strong, code] = match;
    parts.push(strong === undefined ? { kind: 'code', text: code ?? '' } : { kind: 'strong', text: strong });
    end = match.index + whole.length;
  }
  if (end < line.length) parts.push({ kind: 'plain', text: line.slice(end) });
  return parts;
}
