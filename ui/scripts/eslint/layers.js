// ESLint rule: imports only flow downwards through the UI's floors, `shared` knows nothing but
// itself, domains do not know each other, and only `host/` may import the desktop shell's package.
// Kept as a rule of our own because it is thirty lines and needs no resolver.
import path from 'node:path';

/** Folders of `src/` by floor; a file may import from floors below its own. */
const FLOORS = {
  generated: 0,
  shared: 0,
  host: 1,
  stores: 2,
  actions: 3,
  canvas: 4,
  palette: 4,
  outline: 4,
  inspector: 4,
  problems: 4,
  run: 4,
  credentials: 4,
  catalog: 4,
  settings: 4,
  views: 5,
};

/** Returns the folder directly under `src/` a path lies in, or undefined at the top of `src/`. */
function folderOf(file) {
  const parts = file.split(path.sep);
  const src = parts.lastIndexOf('src');
  return src >= 0 && parts.length > src + 2 ? parts[src + 1] : undefined;
}

export function reasonAgainst(from, target) {
  if (from === undefined || from === target) return undefined;
  if (target === undefined) return 'nothing imports the entry files at the top of src/';
  if (FLOORS[from] === undefined || FLOORS[target] === undefined)
    return `folder ${FLOORS[from] === undefined ? from : target} has no floor yet`;
  if (from === 'shared') return 'shared imports only shared';
  if (FLOORS[target] >= FLOORS[from] && target !== 'shared') return `${from} must not import ${target}`;
  return undefined;
}

export default {
  meta: { type: 'problem', schema: [], messages: { layer: 'Import against the floors: {{reason}}.' } },
  create(context) {
    const from = folderOf(context.filename);
    // Tests and set-ups of builds are no part of the program.
    const isOutside = /(\.test|\bvite\.config)\.ts$/.test(context.filename);
    return {
      'ImportDeclaration, ImportExpression, ExportNamedDeclaration[source], ExportAllDeclaration'(node) {
        const source = node.source?.value;
        if (typeof source !== 'string') return;
        if (source.startsWith('@tauri-apps/') && from !== 'host') {
          context.report({ node, messageId: 'layer', data: { reason: 'only host/ talks to the shell' } });
        }
        if (!source.startsWith('.') || isOutside) return;
        const target = folderOf(path.resolve(path.dirname(context.filename), source));
        const reason = reasonAgainst(from, target);
        if (reason) context.report({ node, messageId: 'layer', data: { reason } });
      },
    };
  },
};
