// Build and test set-up of the web UI. The targets are the oldest web views the shell meets
// (Safari 16 in WKWebView of macOS 13, WebKitGTK 2.38, Chromium 105 in WebView2): older ones have no
// private fields of their own, and what stands in for them is a tenth of opening a large playbook.
// Nothing is inlined into index.html, because the shell's content security policy forbids inline scripts.
import path from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { fluent, icons } from './scripts/plugins.ts';

interface Graph {
  getModuleInfo(id: string): { importedIds: string[] } | null;
}

const WIDGETS =
  /node_modules[\\/](bits-ui|@floating-ui|tabbable|runed|svelte-toolbelt|esm-env|style-to-object|inline-style-parser)[\\/]/;

const parts = new Map<string, Set<string>>();

/** Says whether a module is one that a file imports without being asked, or that file itself. */
function belongsTo(file: string, id: string, graph: Graph): boolean {
  let found = parts.get(file);
  if (!found) {
    parts.set(file, (found = new Set([path.resolve(import.meta.dirname, file)])));
    for (const each of found)
      for (const next of graph.getModuleInfo(each)?.importedIds ?? []) found.add(next);
  }
  // The widgets' one index names them all; none is on the first screen.
  return found.has(id) && !WIDGETS.test(id);
}

export default defineConfig(({ mode }) => ({
  plugins: [icons, svelte(), fluent],
  // Vitest must take Svelte's browser build, or mounting a component throws.
  ...(mode === 'test' ? { resolve: { conditions: ['browser'] } } : {}),
  build: {
    target: ['safari16', 'chrome105'],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: true,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // Each file is a request to the shell, some of them answered one after the other: what the first screen needs is
          // one file, and what several later parts share is another one. Every other part is a file of its own.
          groups: [
            { name: (id, graph) => (belongsTo('src/boot.ts', id, graph) ? 'boot' : null), priority: 3 },
            { name: (id, graph) => (belongsTo('src/main.ts', id, graph) ? 'start' : null), priority: 2 },
            { name: 'widgets', test: WIDGETS, priority: 2 },
            { name: 'shared', minShareCount: 2, priority: 1 },
          ],
        },
      },
    },
  },
  server: { host: '127.0.0.1', port: 5173, strictPort: true },
  preview: { host: '127.0.0.1', port: 4173, strictPort: true },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts', 'scripts/**/*.test.js'],
    setupFiles: ['src/test-setup.ts'],
    restoreMocks: true,
    // Generous, for machines that build something else at the same time.
    testTimeout: 20_000,
  },
}));
