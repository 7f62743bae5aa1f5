// Figures of a run for people.
import type { RunView } from '../generated/contract';

/** Returns rows per second, rounded; 0 while it is too early to say. */
export function rowsPerSecond({ rows, elapsedMs }: Pick<RunView, 'rows' | 'elapsedMs'>): number {
  return elapsedMs < 200 ? 0 : Math.round((rows * 1000) / elapsedMs);
}

/** Returns how much of the reported total is here, 0–1, or null when no total is known. */
export function shareOf({ rows, total }: Pick<RunView, 'rows' | 'total'>): number | null {
  return total == null || total <= 0 ? null : Math.min(1, rows / total);
}

/** Returns the seconds that are left at the rate so far, or null when nobody can say. */
export function secondsLeft(run: Pick<RunView, 'rows' | 'total' | 'elapsedMs'>): number | null {
  const { rows, total, elapsedMs } = run;
  if (total == null || rows <= 0 || elapsedMs < 1000 || total < rows) return null;
  return Math.round(((total - rows) * elapsedMs) / rows / 1000);
}

/** Returns a duration as clocks show it: `0:07`, `12:05`, `1:02:05`. */
export function clockText(seconds: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const rest = two(Math.floor(seconds % 60));
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

/** Returns a size in the unit that suits it, in the language's numbers. */
export function sizeText(bytes: number, lang: string): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  let [value, unit] = [bytes, 0];
  while (value >= 1000 && unit < units.length - 1) [value, unit] = [value / 1000, unit + 1];
  const digits = unit > 0 && value < 10 ? 1 : 0;
  return new Intl.NumberFormat(lang, {
    style: 'unit',
    unit: units[unit],
    unitDisplay: 'short',
    maximumFractionDigits: digits,
  }).format(value);
}
