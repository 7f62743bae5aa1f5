// Keeps a text of others from turning round what stands beside it: names may hold Arabic, Hebrew or the marks that force a
// direction. Only such texts get marks, so that words for readers, tests and the clipboard stay what they were.

/** Letters written from right to left, and every mark of direction. */
const TURNING =
  /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/** What ends a paragraph, and with it every isolation. */
const LINE_ENDS = '\n\r\u001c\u001d\u001e\u0085\u2029';
const LINE_END = new RegExp(`([${LINE_ENDS}])`);
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/** Returns the text as one that is read by itself, whatever stands around it. */
export function isolate(text: string): string {
  if (!TURNING.test(text)) return text;
  return text
    .split(LINE_END)
    .map((line) =>
      line === '' || LINE_END.test(line) ? line : `${FIRST_STRONG_ISOLATE}${closed(line)}${POP_ISOLATE}`,
    )
    .join('');
}

/** A line whose isolations all end in it: one left open would swallow our own end, one end too many would be taken for it. */
function closed(line: string): string {
  let open = 0;
  const kept = line.replace(/[\u2066-\u2069]/g, (mark) => {
    if (mark !== POP_ISOLATE) open += 1;
    else if (open === 0) return '';
    else open -= 1;
    return mark;
  });
  return kept + POP_ISOLATE.repeat(open);
}
