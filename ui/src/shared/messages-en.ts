// The English message catalogue as one lazily loaded chunk. `cli.ftl` is left out: the command
// line reads it, the window never does.
import type { FluentResource } from '@fluent/bundle';

const files = import.meta.glob<FluentResource['body']>(['../../messages/en/*.ftl', '!**/cli.ftl'], {
  import: 'default',
  eager: true,
});

export const resources = Object.values(files).map((body) => ({ body }));
