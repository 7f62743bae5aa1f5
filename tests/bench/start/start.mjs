// The program beside a bare Tauri window, started by turns in fresh folders: time until its page is interactive, memory of all
// its processes. `node start.mjs OUT PROGRAM BARE PROFILE`, in a desktop of its own. Gates: P11, P14. The time of a start is a ratio
// of medians of the same minute; what else runs disturbs it less than a time, and yet: look at the load that is printed.
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { median, Report, round } from '../canvas/figures.mjs';
import { launch } from './launch.mjs';

const [out, ours, bare, profile] = process.argv.slice(2);
const ROUNDS = 15;
/** Long enough for what a page loads after it is interactive. */
const REST_MS = 3000;
const IDLE_MS = 10_000;
/** Long enough for the system to fade its scroll bars out. */
const FADE_MS = 6000;
const MIB = 1024 * 1024;
const PROGRAMS = {
  bare: { binary: bare, shows: '[data-bare]' },
  ours: { binary: ours, shows: '[data-welcome]' },
};

const temp = mkdtempSync(path.join(tmpdir(), 'soarboard-bench-'));
const found = { bare: [], ours: [] };
try {
  // The first start of each reads its libraries from the disk; it is not counted.
  for (let turn = 0; turn <= ROUNDS; turn += 1) {
    const names = Object.keys(PROGRAMS);
    for (const name of turn % 2 === 0 ? names : names.reverse()) {
      const idle = turn === ROUNDS ? { fadeMs: FADE_MS, idleMs: IDLE_MS } : {};
      const figures = await launch({ ...PROGRAMS[name], temp, restMs: REST_MS, ...idle });
      if (turn > 0) found[name].push(figures);
      const times = `page ${round(figures.page)}, content ${round(figures.content)}, interactive ${round(figures.interactive)} ms`;
      console.log(`${turn} of ${ROUNDS}: ${name}: ${times}; ${round(figures.rss / MIB)} MiB; load ${round(loadavg()[0])}`);
    }
  }
} finally {
  rmSync(temp, { recursive: true, force: true });
}

const report = new Report();
const of = (name, figure) => median(found[name].map((figures) => figures[figure]));
/** Notes a figure of both and their ratio. */
function beside(what, figure, { unit, scale = 1, most, isTime }) {
  const all = Object.fromEntries(Object.keys(found).map((name) => [name, `${round(of(name, figure) / scale)}${unit}`]));
  report.note(`${what}, ours / bare`, of('ours', figure) / of('bare', figure), { most, isTime, ...all });
}
beside('start to interactive', 'interactive', { unit: ' ms', most: 1.5, isTime: true });
beside('start to the first content', 'content', { unit: ' ms', isTime: true });
beside('start to the page', 'page', { unit: ' ms', isTime: true });
beside('processor time of the start', 'cpu', { unit: ' ms' });
beside('memory, RSS', 'rss', { unit: ' MiB', scale: MIB, most: 1.25 });
beside('memory, PSS', 'pss', { unit: ' MiB', scale: MIB });
const idle = (name) => found[name].at(-1).idle * 100;
report.note('idle, share of a core', idle('ours'), { most: 0.5, unit: ' %', bare: round(idle('bare'), 2) });
const facts = { profile, rounds: ROUNDS, processes: of('ours', 'processes'), load: round(loadavg()[0]) };
process.exitCode = report.write(out, 'start', facts) ? 0 : 1;
