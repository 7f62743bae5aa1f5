// Checks what the rule finds and what it lets pass.
import { Linter } from 'eslint';
import svelte from 'eslint-plugin-svelte';
import { expect, it } from 'vitest';
import rule from './no-hardcoded-text.js';

const house = { plugins: { house: { rules: { text: rule } } }, rules: { 'house/text': 'error' } };

function found(code, filename) {
  const config = filename.endsWith('.svelte')
    ? [...svelte.configs.base, { files: ['**/*.svelte'], ...house }]
    : [{ files: ['**/*.js'], ...house }];
  return new Linter()
    .verify(code, config, { filename })
    .map(({ ruleId, message }) => (ruleId === 'house/text' ? /"(.*)"/.exec(message)?.[1] : message));
}

it.each([
  ['<p>Save</p>', ['Save']],
  ['<p>{"Save"}</p>', ['Save']],
  ['<p>{`Save ${name} now`}</p>', ['Save', 'now']],
  ['<p>{isOpen ? "Close" : "Open"}</p>', ['Close', 'Open']],
  ['<p>{name || "no name"}</p>', ['no name']],
  ['<p>{count + " rows"}</p>', ['rows']],
  ['<button aria-label="Save"></button>', ['Save']],
  ['<button title={"Save"}></button>', ['Save']],
  ['<Field label={isNew ? "New" : t("old")} />', ['New']],
  ['<p>保存</p>', ['保存']],
])('finds words in markup: %s', (code, expected) => {
  expect(found(code, 'a.svelte')).toEqual(expected);
});

it.each([
  '<p>{t("action-save")} · 1/2</p>',
  '<p class={isOpen ? "open" : "shut"} data-id="Save">{`${a} · ${b}`}</p>',
  '<p style:width="{width}px" style:left={`${x}px`}><Field placeholder={"${event.ip}"} /></p>',
  '<p title={t("x", { name: "Save" })}>Soarboard</p>',
  '<p>{kind === "start" ? t("a") : t("b")}</p>',
  '<script>const kind = "start";</script><style>p { color: red; }</style>',
])('lets pass: %s', (code) => {
  expect(found(code, 'a.svelte')).toEqual([]);
});

it.each([
  ["toasts.show('info', 'Saved', 'to a file');", ['Saved', 'to a file']],
  ["toasts.show('err', t('failed'), path);", []],
  ['this.announce(`Moved ${name}`);', ['Moved']],
  ["announce('Moved');", ['Moved']],
  ["announce(t('moved', { name }));", []],
  ["other.show('info', 'not shown to anybody');", []],
])('looks at what notices and announcements are given: %s', (code, expected) => {
  expect(found(code, 'a.js')).toEqual(expected);
});
