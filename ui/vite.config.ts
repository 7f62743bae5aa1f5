// Build and test set-up of the web UI. The targets are the oldest web views the shell meets
// (Safari 15 in WKWebView and WebKitGTK, Chromium 105 in WebView2); nothing is inlined into
// index.html, because the shell's content security policy forbids inline scripts.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig(({ mode }) => ({
  plugins: [svelte()],
  // Vitest must take Svelte's browser build, or mounting a component throws.
  ...(mode === 'test' ? { resolve: { conditions: ['browser'] } } : {}),
  build: {
    target: ['safari15', 'chrome105'],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: true,
  },
  server: { host: '127.0.0.1', port: 5173, strictPort: true },
  preview: { host: '127.0.0.1', port: 4173, strictPort: true },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts'],
    setupFiles: ['src/test-setup.ts'],
    restoreMocks: true,
    // Generous, for machines that build something else at the same time.
    testTimeout: 20_000,
  },
}));
