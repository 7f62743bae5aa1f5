// What the browser tests share: one bridge and one Chromium for a file of tests, a page for each test, and the list of
// what the page complained about. Packages come from ui/, which locks them; nothing is installed for the tests alone.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import readline from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const require = createRequire(path.join(root, 'ui/package.json'));
const { chromium } = require('playwright-core');

export const AXE = require.resolve('axe-core/axe.min.js');
export const ARTIFACTS = process.env.SOARBOARD_ARTIFACTS ?? path.join(root, 'target/artifacts');
const BRIDGE = process.env.SOARBOARD_BRIDGE ?? path.join(root, 'target/debug/soarboard-bridge');
const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome'].map((name) => `/usr/bin/${name}`);

/** Starts a bridge (its own engine, its own temporary data) and returns its address with token and what ends it. */
export async function startBridge(...args) {
  const child = spawn(BRIDGE, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = readline.createInterface({ input: child.stdout });
  const address = await new Promise((resolve, reject) => {
    lines.once('line', resolve);
    child.once('exit', (code) => reject(new Error(`the bridge ended with ${code} before it served`)));
    child.once('error', reject);
  });
  return { address, stop: () => child.kill() };
}

/** Starts the system's Chromium; `options` are of Playwright's `launch`. */
export function startBrowser(options = {}) {
  const executablePath = process.env.SOARBOARD_CHROMIUM ?? BROWSERS.find((file) => existsSync(file));
  if (!executablePath) throw new Error('no Chromium found; set SOARBOARD_CHROMIUM');
  // Containers give Chromium no name spaces for its sandbox; it only ever opens our own page here.
  return chromium.launch({ executablePath, args: ['--no-sandbox'], ...options });
}

/** Calls a command of the contract without any page. */
export async function rpc(address, command, request = {}) {
  const url = new URL(address);
  const token = new URLSearchParams(url.hash.slice(1)).get('token');
  const headers = {
    'content-type': 'application/json',
    'x-soarboard-token': token,
  };
  const post = async (name, body) => {
    const path = name.startsWith('/') ? name : `/rpc/${name}`;
    const response = await fetch(new URL(path, url.origin), {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    const answer = await response.json().catch(() => null);
    if (!response.ok) throw new Error(JSON.stringify(answer));
    return answer;
  };
  return whole(await post(command, request), (more) => post('answer_more', more));
}

/** Joins an answer that came in parts, as the window's host does (`ui/src/host/parts.ts`). */
async function whole(answer, more) {
  let part = answer?.$part;
  if (!part) return answer;
  let text = part.text;
  while (part.next !== undefined) {
    part = await more({ answer: part.answer, from: part.next });
    text += part.text;
  }
  return JSON.parse(text);
}

/** Closes what is open and opens the sample, so that a test begins with one known playbook. */
async function onlyTheSample(address) {
  const { tabs } = await rpc(address, 'workspace_open');
  for (const { doc } of tabs) await rpc(address, 'document_close', { doc, discard: true });
  await rpc(address, 'document_new', { template: 'review-response-rules' });
  const window = { panels: {}, leftTab: 'components', bottomTab: 'problems' };
  await rpc(address, 'workspace_keep', { tabs: [], active: null, window });
}

/**
 * Opens the window's page on the sample and waits until it has drawn it; `complaints` fills with what it logs as errors.
 * With `asLeft` the page shows what was open before.
 */
export async function openPage(browser, address, { asLeft = false, ...options } = {}) {
  if (!asLeft) await onlyTheSample(address);
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    ...options,
  });
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(address);
  await page
    .locator(asLeft ? '[data-canvas-stage], [data-welcome]' : '[data-canvas-stage]')
    .first()
    .waitFor();
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  return { context, page, complaints };
}

/** Calls a command of the contract past the user interface. */
export async function call(page, command, request = {}) {
  return whole(await post(page, command, request), (more) => post(page, 'answer_more', more));
}

function post(page, command, request) {
  return page.evaluate(
    async ([name, body]) => {
      const token = new URLSearchParams(location.hash.slice(1)).get('token');
      const headers = {
        'content-type': 'application/json',
        'x-soarboard-token': token,
      };
      const response = await fetch(`/rpc/${name}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      });
      const answer = await response.json();
      if (!response.ok) throw new Error(JSON.stringify(answer));
      return answer;
    },
    [command, request],
  );
}

/** Says which files the next file dialogs answer, in their order; null closes one. */
export async function chooseFiles(page, files) {
  const status = await page.evaluate(async (body) => {
    const token = new URLSearchParams(location.hash.slice(1)).get('token');
    const headers = { 'content-type': 'application/json', 'x-soarboard-token': token };
    return (await fetch('/test/files', { method: 'POST', headers, body: JSON.stringify(body) })).status;
  }, files);
  if (status !== 204) throw new Error(`the bridge answered ${status}`);
}

/** Begins a blank playbook and waits until it is in front and drawn: what follows must not meet the one before. */
export async function blankPlaybook(page) {
  const known = await page.locator('[data-document]').evaluateAll((tabs) => tabs.map((tab) => tab.dataset.document));
  await page.keyboard.press('Control+N');
  await page.waitForFunction((before) => {
    const front = document.querySelector('[data-document].front');
    return front && !before.includes(front.dataset.document);
  }, known);
  await page.waitForFunction(
    () => document.querySelectorAll('[data-node-id]').length === 2 && document.querySelectorAll('[data-edge-id]').length === 0,
  );
}

/** Returns the middle of an element. */
export async function middle(locator) {
  const box = await locator.boundingBox();
  if (!box) throw new Error('the element is not drawn');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Drags with the pointer in steps, as a hand does. */
export async function drag(page, from, to) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
}

export function artifact(name) {
  mkdirSync(ARTIFACTS, { recursive: true });
  return path.join(ARTIFACTS, name);
}
