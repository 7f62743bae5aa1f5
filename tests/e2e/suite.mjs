// What a file of tests on pages shares: one bridge and one Chromium for all of them, a fresh page for each, a picture where it
// failed, and the demand that the page had nothing to complain about.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { artifact, openPage, startBridge, startBrowser } from './bridge.mjs';

/**
 * Starts what a file needs; returns what runs one test. `begin` brings each page to where the tests start from, and what it
 * returns is handed to the test; with `refusals` answers of 422 are expected, which a browser calls errors; `launch` is how
 * the browser is started.
 */
export function suite({ begin = async () => {}, refusals = false, launch = {} } = {}) {
  let bridge;
  let browser;
  before(async () => {
    bridge = await startBridge();
    browser = await startBrowser(launch);
  });
  after(async () => {
    await browser?.close();
    bridge?.stop();
  });

  return function onPage(name, body, options = {}) {
    test(name, async () => {
      const { context, page, complaints } = await openPage(browser, bridge.address, options);
      page.setDefaultTimeout(20_000);
      try {
        const begun = await begin(page);
        await body(page, context, begun);
        assert.deepEqual(
          complaints.filter((text) => !(refusals && text.includes('422'))),
          [],
        );
        assert.deepEqual(await page.evaluate(() => window.__soarboardErrors), []);
      } catch (error) {
        await page.screenshot({ path: artifact(`failed-${name.replaceAll(/\W+/g, '-')}.png`) });
        throw error;
      } finally {
        await context.close();
      }
    });
  };
}
