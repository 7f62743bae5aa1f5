// Starts the built harness on a free local port and a headless Chromium beside it, for scripts that
// look at the canvas or measure it. Build first: vite build --config src/canvas/harness/vite.config.ts
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { preview } from 'vite';

const SWITCHES = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Opens harness pages with `open(query)`; `close()` ends server and browser. */
export async function startHarness(viewport = { width: 1440, height: 900 }) {
  const server = await preview({
    configFile: fileURLToPath(new URL('./vite.config.ts', import.meta.url)),
    preview: { host: '127.0.0.1', port: 0, strictPort: false },
    logLevel: 'warn',
  });
  const { port } = server.httpServer.address();
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: SWITCHES });
  return {
    async open(query) {
      const page = await browser.newPage({ viewport });
      page.on('pageerror', (error) => {
        throw error;
      });
      await page.goto(`http://127.0.0.1:${port}/?${query}`);
      await page.waitForFunction(() => window.canvas !== undefined);
      return page;
    },
    async close() {
      await browser.close();
      await new Promise((done) => server.httpServer.close(done));
    },
  };
}
