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
