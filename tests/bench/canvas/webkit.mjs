// Drives a page in WebKitGTK (the web view of Linux) through WebKitWebDriver under Xvfb:
// real pointer actions, and the processor time of the web process, which unlike frame times can be
// compared on a busy machine. Linux only; needs xvfb, webkit2gtk-driver and MiniBrowser.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { cpuMs, treeOf } from '../start/processes.mjs';

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** Opens one WebKit window. `environment` adds variables, for instance to choose the renderer. */
export async function startWebKit(environment = {}) {
  const display = `:${90 + (process.pid % 100)}`;
  const driverPort = 20000 + (process.pid % 20000);
  const screen = spawn('Xvfb', [display, '-screen', '0', '1480x960x24', '-nolisten', 'tcp'], {
    stdio: 'ignore',
  });
  const driver = spawn('WebKitWebDriver', [`--port=${driverPort}`, '--host=127.0.0.1'], {
    stdio: 'ignore',
    env: { ...process.env, ...environment, DISPLAY: display, NO_AT_BRIDGE: '1' },
  });
  const call = caller(driverPort);
  const close = () => {
    driver.kill();
    screen.kill();
  };
  try {
    const session = await retry(() => newSession(call, { binary: miniBrowser(), args: ['--automation'] }));
    await call('POST', `${session}/window/rect`, { x: 0, y: 0, width: 1440, height: 900 });
    return { ...windowOf(call, session), cpuMs: () => cpuMs(treeOf(String(driver.pid))), close };
  } catch (error) {
    close();
    throw error;
  }
}

/** Returns a press at one place, a path of 16-ms steps, and a release, as WebDriver pointer actions. */
export function dragPath(x, y, dx, dy, steps) {
  const move = (mx, my) => ({
    type: 'pointerMove',
    duration: 16,
    x: Math.round(mx),
    y: Math.round(my),
    origin: 'viewport',
  });
  const path = Array.from({ length: steps }, (_, step) =>
    move(x + (dx * (step + 1)) / steps, y + (dy * (step + 1)) / steps),
  );
  return [move(x, y), { type: 'pointerDown', button: 0 }, ...path, { type: 'pointerUp', button: 0 }];
}

function windowOf(call, session) {
  const run = (script, ...args) => call('POST', `${session}/execute/sync`, { script, args });
  return {
    run,
    async open(url) {
      await call('POST', `${session}/url`, { url });
      for (let tries = 0; !(await run('return window.bench !== undefined')); tries++) {
        if (tries > 200) throw new Error('the page did not come up');
        await pause(50);
      }
    },
    act: (actions) =>
      call('POST', `${session}/actions`, {
        actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }],
      }),
  };
}

/** Returns a function that asks a driver on this machine. */
export function caller(port) {
  return async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body) });
    const { value } = await answer.json();
    if (value?.error) throw new Error(`${path}: ${value.error}: ${value.message}`);
    return value;
  };
}

/** Lets the driver start a program; returns the address of what can be asked of it. */
export async function newSession(call, options) {
  const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': options } };
  const { sessionId } = await call('POST', '/session', { capabilities });
  return `/session/${sessionId}`;
}

function miniBrowser() {
  const installed = readdirSync('/usr/lib')
    .map((folder) => `/usr/lib/${folder}/webkit2gtk-4.1/MiniBrowser`)
    .find((path) => existsSync(path));
  return process.env.MINIBROWSER ?? installed;
}

/** The driver needs a moment to listen. */
export async function retry(attempt) {
  for (let tries = 0; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (tries > 40) throw error;
      await pause(100);
    }
  }
}
