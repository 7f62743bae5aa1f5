// How much of a text fits where nothing lays it out: in the painted overview and beside an edge. An estimate by letters; a
// font that is asked for each of them would cost more than what is drawn.

/** Returns as much of a text as fits into so many Latin letters; wide ones (Chinese, for example) count nearly twice. */
export function shortened(name: string, letters: number): string {
  let left = letters;
  let kept = '';
  for (const letter of name) {
    left -= letter.charCodeAt(0) > 0x2e80 ? 1.8 : 1;
    if (left < 0) return kept.length > 1 ? `${kept.slice(0, -1)}…` : '';
    kept += letter;
  }
  return kept;
}
