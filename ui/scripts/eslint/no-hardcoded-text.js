// ESLint rule: words a person reads come from the message catalogue, never from markup.
// It looks at text between tags and at the attributes a person sees or hears. Text without
// letters (signs such as "·" or "/") is fine, and so are the few names listed below that are
// the same in every language.

const SEEN = new Set([
  'title',
  'aria-label',
  'label',
  'placeholder',
  'alt',
  'hint',
  'tooltip',
  'description',
]);
const SAME_EVERYWHERE = new Set(['Soarboard', 'fx', 'EN', 'English', '中文']);

/** Says whether a piece of text has words in it that would need a translation. */
export function needsCatalogue(text) {
  const trimmed = text.trim();
  return /\p{L}/u.test(trimmed) && !SAME_EVERYWHERE.has(trimmed);
}

export default {
  meta: {
    type: 'problem',
    schema: [],
    messages: { text: 'Hard-coded text "{{text}}": use t(\'…\') and the message catalogue.' },
  },
  create(context) {
    const check = (node, text) => {
      if (needsCatalogue(text)) context.report({ node, messageId: 'text', data: { text: text.trim() } });
    };
    return {
      SvelteText(node) {
        if (node.parent?.type === 'SvelteStyleElement' || node.parent?.type === 'SvelteScriptElement') return;
        check(node, node.value);
      },
      SvelteAttribute(node) {
        if (!SEEN.has(node.key.name)) return;
        for (const value of node.value) if (value.type === 'SvelteLiteral') check(node, value.value);
      },
    };
  },
};
