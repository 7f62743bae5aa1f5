// Texts that were made to do harm or to be odd, and the watch over a page that shows them: nothing of them may run, load, ask,
// navigate or reach a prototype.
import assert from 'node:assert/strict';

/** What a text tries, or what is odd about it. */
export const TEXTS = {
  'image handler': '<img src=x onerror="window.hacked=1">',
  'closing quote and script': '"><script>window.hacked=1</script>',
  'svg handler': '<svg/onload=window.hacked=1>',
  'frame with a document': '<iframe srcdoc="<script>parent.hacked=1</script>"></iframe>',
  'script address': 'javascript:window.hacked=1',
  'link with a script': '<a href="javascript:window.hacked=1" autofocus onfocus=window.hacked=1>x</a>',
  'opened details': '<details open ontoggle=window.hacked=1>x</details>',
  'style of everything': '</style><style>*{display:none!important}</style>',
  'end of a text area': '</textarea></title><script>window.hacked=1</script>',
  'other base': '<base href="https://evil.example/">',
  'style sheet from elsewhere': '<link rel=stylesheet href="https://evil.example/x.css">',
  'turned away': '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
  'form to elsewhere': '<form action="https://evil.example/"><button autofocus onfocus=alert(1)>',
  'template of the page': '{@html "<img src=x onerror=alert(1)>"} {window.hacked=1}',
  'template of others': "{{constructor.constructor('window.hacked=1')()}} {{7*7}}",
  'expression of scripts': '`${window.hacked=1}` <%= window.hacked=1 %>',
  'end of a call': "');window.hacked=1;alert('",
  'encoded once': '&lt;img src=x onerror=window.hacked=1&gt; %3Cscript%3E \\u003cscript\\u003e',
  'document as address': 'data:text/html,<script>parent.hacked=1</script>',
  'formula of a spreadsheet': "=cmd|' /C calc'!A0",
  'end of a statement': "'; DROP TABLE nodes; -- %s %n {0}",
  'way up': '../../../etc/passwd',
  prototype: '__proto__',
  constructor: 'constructor',
  'control characters': 'a\u0001b\u001b[31mred\u007f',
  'right to left': '\u202egnp.exe مرحبا \u2066x',
  'marks upon marks': 'z\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030a'.repeat(8),
  emoji: '👩‍👩‍👧‍👦🏳️‍🌈🇨🇳',
  long: 'x'.repeat(10_000),
};

/** Begins the watch, also over the page after its next load. */
export async function watch(page) {
  const origin = new URL(page.url()).origin;
  const seen = { dialogs: [], strangers: [] };
  page.on('dialog', (dialog) => {
    seen.dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(data:(font|image)|blob:)/.test(url)) seen.strangers.push(url.slice(0, 200));
  });
  await page.addInitScript(() => {
    window.violations = [];
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      window.violations.push(`${violatedDirective} ${blockedURI}`),
    );
  });
  await page.reload();
  await page.locator('[data-canvas-stage], [data-welcome]').first().waitFor();
  return seen;
}

/** Demands that nothing was run, asked for, loaded or made into markup since the watch began. */
export async function nothingRan(page, seen) {
  const found = await page.evaluate(() => ({
    hacked: window.hacked,
    polluted: {}.polluted,
    own: Object.keys(Object.prototype),
    violations: window.violations,
    errors: window.__soarboardErrors,
    handlers: [...document.querySelectorAll('*')]
      .filter((element) => [...element.attributes].some(({ name }) => /^on/.test(name)))
      .map(({ outerHTML }) => outerHTML.slice(0, 100)),
    made: [...document.querySelectorAll('iframe, base, form[action], meta[http-equiv="refresh"], object, embed, a[href^="javascript"], link[href*="evil"], script:not([src])')].map(
      ({ outerHTML }) => outerHTML.slice(0, 100),
    ),
    isSeen: getComputedStyle(document.querySelector('footer.status')).display !== 'none',
  }));
  assert.deepEqual(
    { ...found, ...seen },
    { hacked: undefined, polluted: undefined, own: [], violations: [], errors: [], handlers: [], made: [], isSeen: true, dialogs: [], strangers: [] },
  );
}
