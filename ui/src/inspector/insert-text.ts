// Puts a text where the caret of a field is. Apart from the fields so that all of them insert alike.

/** Returns the text with `insert` in place of what is selected in the field, and where the caret goes. */
export function withInserted(
  text: string,
  field: HTMLInputElement | HTMLTextAreaElement | undefined,
  insert: string,
): { text: string; caret: number } {
  // A field that never had the focus has its caret nowhere: then the text goes behind what is there.
  const from = field?.selectionStart ?? text.length;
  const to = field?.selectionEnd ?? text.length;
  // What was typed of a reference that is not closed yet is the beginning of this one.
  const open = /\$\{[^}]*$/.exec(text.slice(0, from));
  const start = open ? open.index : from;
  return { text: text.slice(0, start) + insert + text.slice(to), caret: start + insert.length };
}
