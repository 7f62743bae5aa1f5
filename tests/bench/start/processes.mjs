// Trees of processes as /proc tells of them: who started whom, processor time, memory. Linux only.
import { readdirSync, readFileSync } from 'node:fs';

const TICK_MS = 10;
const KIB = 1024;

/** Returns a process and all that descend from it, as texts. */
export function treeOf(root) {
  const stats = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((pid) => stat(pid) ?? []);
  const found = stats.some(({ pid }) => pid === root) ? [root] : [];
  // A list that grows while it is gone through: children come after their parents.
  for (const parent of found) found.push(...stats.filter((one) => one.parent === parent).map(({ pid }) => pid));
  return found;
}

/** Processor time that processes have had so far, milliseconds. */
export function cpuMs(pids) {
  return pids.reduce((sum, pid) => sum + (stat(pid)?.ticks ?? 0) * TICK_MS, 0);
}

/** Memory of processes, bytes: `rss` counts what they share once for each, `pss` once in all. */
export function memory(pids) {
  const sum = { rss: 0, pss: 0 };
  for (const pid of pids) {
    const text = read(`/proc/${pid}/smaps_rollup`);
    for (const [, name, kib] of text.matchAll(/^(Rss|Pss):\s+(\d+) kB$/gm)) sum[name.toLowerCase()] += Number(kib) * KIB;
  }
  return sum;
}

/** Says whether a process is there and does more than wait to be noticed as ended. */
export function isAlive(pid) {
  const found = stat(pid);
  return found !== undefined && found.state !== 'Z';
}

function stat(pid) {
  const text = read(`/proc/${pid}/stat`);
  if (text === '') return undefined;
  // The name, in brackets, may hold anything.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { pid, state: fields[0], parent: fields[1], ticks: Number(fields[11]) + Number(fields[12]) };
}

/** Returns the text of a file, empty when its process ended between the listing and the reading. */
function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
