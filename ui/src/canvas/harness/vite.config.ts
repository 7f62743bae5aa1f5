// Builds the canvas alone with synthetic graphs, for looking at it and measuring it. The product's
// own build never sees this folder.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { fluent, icons } from '../../../scripts/plugins.ts';

const here = (path: string): string => decodeURIComponent(new URL(path, import.meta.url).pathname);

export default defineConfig({
  root: here('.'),
  base: './',
  logLevel: 'warn',
  plugins: [icons, svelte({ configFile: here('../../../svelte.config.js') }), fluent],
  build: {
    outDir: process.env.SOARBOARD_BENCH_OURS ?? here('../../../node_modules/.cache/canvas-harness'),
    emptyOutDir: true,
  },
  server: { host: '127.0.0.1', port: 5199 },
});
