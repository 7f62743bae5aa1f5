// Starts a program with a window under WebKitWebDriver, in folders of its own, and says when it was started and when its page
// was interactive. The page tells by a mark in its timeline; asking it from outside would add the questions to the answer.
// Linux only.
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { caller, newSession, retry } from '../canvas/webkit.mjs';
import { cpuMs, isAlive, memory, treeOf } from './processes.mjs';

const FOLDERS = { DATA: 'data', CONFIG: 'config', CACHE: 'cache', STATE: 'state' };
const PATIENCE_MS = 30_000;
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** What the page's timeline says, milliseconds since 1970; null until it is interactive and painted. */
const TIMES = `
  const at = (entry) => (entry === undefined ? null : performance.timeOrigin + entry.startTime);
  const [mark] = performance.getEntriesByName('interactive');
  const [paint] = performance.getEntriesByName('first-contentful-paint');
  // The page counts a frame as drawn when it has handed it over; nobody sees it before the first paint.
  if (mark === undefined || paint === undefined) return null;
  return { page: performance.timeOrigin, content: at(paint), interactive: Math.max(at(mark), at(paint)) };`;

/**
 * Starts a program once and ends it. `shows` is a selector of what its page has when it is ready. Times are milliseconds since
 * the program was started; sizes are bytes of its whole tree of processes after it has had `restMs` to itself, `idle` is the share
 * of a core that it takes in `idleMs`, another `fadeMs` after that.
 */
export async function launch({ binary, shows, temp, restMs, fadeMs = 0, idleMs = 0 }) {
  const home = mkdtempSync(path.join(temp, 'start-'));
  const stamp = path.join(home, 'started');
  const port = await freePort();
  const driver = spawn('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], {
    stdio: 'ignore',
    env: { ...process.env, ...folders(home), TAURI_WEBVIEW_AUTOMATION: 'true' },
  });
  let pids = [];
  try {
    const call = caller(port);
    const session = await retry(() => newSession(call, { binary: starter(home, binary, stamp), args: [] }));
    const run = (script) => call('POST', `${session}/execute/sync`, { script, args: [] });
    const times = await interactive(run);
    if (!(await run(`return document.querySelector(${JSON.stringify(shows)}) !== null`)))
      throw new Error(`${binary}: its page is interactive without ${shows}`);
    await pause(restMs);
    const [pid, nanoseconds] = readFileSync(stamp, 'utf8').trim().split(' ');
    pids = treeOf(pid);
    const started = Number(BigInt(nanoseconds) / 1000n) / 1000;
    const since = Object.fromEntries(Object.entries(times).map(([name, at]) => [name, at === null ? null : at - started]));
    const found = { ...since, ...memory(pids), cpu: cpuMs(pids), processes: pids.length };
    if (idleMs === 0) return found;
    await pause(fadeMs);
    const before = cpuMs(pids);
    await pause(idleMs);
    return { ...found, idle: (cpuMs(pids) - before) / idleMs };
  } finally {
    await end(driver, pids);
    rmSync(home, { recursive: true, force: true });
  }
}

async function interactive(run) {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await pause(200)) {
    const times = await run(TIMES);
    if (times) return times;
  }
  throw new Error('the page never said that it is interactive');
}

/** Returns a program that notes its number and the time and becomes the one that is measured. */
function starter(home, binary, stamp) {
  const file = path.join(home, 'starter');
  writeFileSync(file, `#!/bin/sh\necho "$$ $(date +%s%N)" > '${stamp}'\nexec '${binary}' "$@"\n`);
  chmodSync(file, 0o700);
  return file;
}

function folders(home) {
  const made = Object.entries(FOLDERS).map(([name, part]) => [`XDG_${name}_HOME`, path.join(home, part)]);
  for (const [, folder] of made) mkdirSync(folder);
  return Object.fromEntries(made);
}

/** Ends driver and program, and waits for both: as long as it is there, a program's next start hands over to it. */
async function end(driver, pids) {
  const all = [...new Set([...pids, ...treeOf(String(driver.pid))])];
  for (const pid of all) {
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
  for (let tries = 0; all.some(isAlive) && tries < 100; tries += 1) await pause(50);
}

function freePort() {
  return new Promise((done, fail) => {
    const server = createServer().once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}
