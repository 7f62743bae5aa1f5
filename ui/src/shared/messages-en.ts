// The English message catalogue as one lazily loaded chunk. `cli.ftl` is left out: the command
// line reads it, the window never does.
const files = import.meta.glob<string>(['../../messages/en/*.ftl', '!**/cli.ftl'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

export const sources: string[] = Object.values(files);
