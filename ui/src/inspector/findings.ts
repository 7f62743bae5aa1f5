// Which findings of the checker belong to which field or section, by their dot paths.
import type { Diagnostic } from '../generated/contract';

/** Returns the findings about a setting or about something inside it. */
export function findingsAt(all: readonly Diagnostic[], path: string): Diagnostic[] {
  return all.filter(({ param }) => param === path || param?.startsWith(`${path}.`));
}

/** Returns the findings that name no setting. */
export function findingsAtLarge(all: readonly Diagnostic[]): Diagnostic[] {
  return all.filter(({ param }) => !param);
}

/** Returns the worst that the findings are: errors before warnings; reminders mark nothing. */
export function worst(findings: readonly Diagnostic[]): 'err' | 'warn' | undefined {
  if (findings.some(({ severity }) => severity === 'error')) return 'err';
  return findings.some(({ severity }) => severity === 'warn') ? 'warn' : undefined;
}
