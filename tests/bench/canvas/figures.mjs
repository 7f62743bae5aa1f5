// Numbers of the benchmarks of pages: medians of rounds, gates, the printed line and the JSON beside it.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Returns the value below which this share of the values lies. */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export const median = (values) => quantile(values, 0.5);
export const round = (value, digits = 1) => Number(value.toFixed(digits));

/** Collects figures; each with a bound is a gate. */
export class Report {
  #lines = [];

  /** Notes a figure. `most` is its bound; `isTime` says that it depends on how busy the machine is. */
  note(name, value, { most, unit = '', isTime = false, ...more } = {}) {
    const ok = most === undefined ? null : value <= most;
    this.#lines.push({ name, value: round(value, 2), unit, most, isTime, ok, ...more });
    const bound = most === undefined ? '' : `  (at most ${most}${unit}) ${ok ? 'ok' : 'OVER'}`;
    const rest = Object.entries(more).map(([key, what]) => `  ${key} ${what}`);
    console.log(`${name.padEnd(50)} ${String(round(value, 2)).padStart(9)}${unit}${bound}${rest.join('')}`);
  }

  /**
   * Writes the figures; returns whether every gate holds. `forgives` says which gates only print where they do not: those on
   * times, where the machine that runs them has other users.
   */
  write(folder, name, facts, { forgives = () => false } = {}) {
    mkdirSync(folder, { recursive: true });
    const file = path.join(folder, `${name}.json`);
    writeFileSync(file, `${JSON.stringify({ ...facts, figures: this.#lines }, null, 2)}\n`);
    const over = this.#lines.filter(({ ok }) => ok === false);
    if (over.length > 0) console.log(`${over.length} over their bound: ${over.map(({ name }) => name).join('; ')}`);
    return over.every(forgives);
  }
}
