// ESLint rule: words a person reads come from the message catalogue, never from code.
// It looks at text between tags, at the attributes a person sees or hears, also where either is an
// expression, and at what notices and announcements are given. Text without letters (signs such as
// "·" or "/") is fine, and so are the few names listed below that are the same in every language.

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

/** Functions whose words are shown or said, with the place of the first of them among the arguments. */
const SAYING = { 'toasts.show': 1, announce: 0, 'this.announce': 0 };

/** An example of an expression, as the vendor writes them. */
const EXPRESSION = /^\$\{[^}]*\}$/;

/** Says whether a piece of text has words in it that would need a translation. */
export function needsCatalogue(text) {
  const trimmed = text.trim();
  return /\p{L}/u.test(trimmed) && !SAME_EVERYWHERE.has(trimmed) && !EXPRESSION.test(trimmed);
}

/** Returns the texts that an expression may come to, as far as they stand in it. */
function textsOf(expression) {
  switch (expression?.type) {
    case 'Literal':
      return typeof expression.value === 'string' ? [expression.value] : [];
    case 'TemplateLiteral':
      return expression.quasis.map(({ value }) => value.cooked ?? '');
    case 'ConditionalExpression':
      return [...textsOf(expression.consequent), ...textsOf(expression.alternate)];
    case 'LogicalExpression':
    case 'BinaryExpression':
      return expression.operator === '+' || expression.type === 'LogicalExpression'
        ? [...textsOf(expression.left), ...textsOf(expression.right)]
        : [];
    default:
      return [];
  }
}

function nameOf(callee) {
  if (callee.type === 'Identifier') return callee.name;
  if (callee.type !== 'MemberExpression' || callee.computed) return '';
  const owner = callee.object.type === 'ThisExpression' ? 'this' : callee.object.name;
  return `${owner}.${callee.property.name}`;
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
    const checkExpression = (node) => textsOf(node).forEach((text) => check(node, text));
    return {
      SvelteText(node) {
        if (node.parent?.type === 'SvelteStyleElement' || node.parent?.type === 'SvelteScriptElement') return;
        check(node, node.value);
      },
      SvelteMustacheTag(node) {
        // Those in attributes are looked at with their attribute; styles are no words.
        if (!/Attribute|Directive/.test(node.parent?.type ?? '')) checkExpression(node.expression);
      },
      SvelteAttribute(node) {
        if (!SEEN.has(node.key.name)) return;
        for (const value of node.value) {
          if (value.type === 'SvelteLiteral') check(node, value.value);
          if (value.type === 'SvelteMustacheTag') checkExpression(value.expression);
        }
      },
      CallExpression(node) {
        const from = SAYING[nameOf(node.callee)];
        if (from !== undefined) node.arguments.slice(from).forEach(checkExpression);
      },
    };
  },
};
