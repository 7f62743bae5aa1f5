// Markdown and HTML of others reduced to the words: what remains is shown as text. It need not read
// every Markdown; it must never leave a mark that a reader stumbles over, and never make markup.

/** Tags that the vendor's texts use; other angle brackets are places such as `<name>` and stay. */
const TAGS =
  /<\/?(?:a|b|br|code|dd|details|div|dl|dt|em|h[1-6]|i|li|note|notice|ol|p|props|span|strong|sub|summary|sup|table|tbody|td|th|thead|tr|u|ul|warning)(?:\s[^<>]*)?\/?>/gi;
const BLOCKS = /<(?:br|li|p|tr|h[1-6])(?:\s[^<>]*)?\/?>/gi;
const ENTITIES: Record<string, string> = { nbsp: ' ', lt: '<', gt: '>', amp: '&', quot: '"' };

/** Returns the words of a text, line by line. */
export function plainText(markdown: string): string {
  return markdown
    .replaceAll('\r', '')
    .replace(BLOCKS, '\n')
    .replace(TAGS, '')
    .replace(/&(nbsp|lt|gt|amp|quot);/g, (_, name: string) => ENTITIES[name] ?? '')
    .replace(/!?\[([^\]\n]*)\]\([^()\n]*\)/g, '$1')
    .replace(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, '$2')
    .replace(/`([^`\n]*)`/g, '$1')
    .replace(/^[ \t]*(?:>[ \t]?)+/gm, '')
    .replace(/^[ \t]*#{1,6}[ \t]+/gm, '')
    .replace(/^([ \t]*)[*-][ \t]+/gm, '$1• ')
    .replace(/\\([\\`*_{}[\]()#+\-.!<>|])/g, '$1')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
