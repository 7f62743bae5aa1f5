// Which findings of the checker belong to which field or section, by their dot paths.
import type { Diagnostic } from '../generated/contract';

/** Returns the findings about a setting or about something inside it. */
export function findingsAt(all: readonly Diagnostic[], path: string): Diagnostic[] {
  return all.filter(({ param }) => param != null && isWithin(param, path));
}

/** Settings that have no field to say a finding under: chosen in lists, or whole groups. */
const WITHOUT_FIELD: readonly string[] = ['version', 'region', 'parameters', 'paging'];

/** Returns the findings that name no setting, or one without a field; the head of the panel says them. */
export function findingsAtLarge(all: readonly Diagnostic[]): Diagnostic[] {
  return all.filter(({ param }) => !param || WITHOUT_FIELD.includes(param));
}

/** Says whether a path is a setting or lies inside it. Names may hold dots themselves, so paths are never split. */
export function isWithin(path: string, setting: string): boolean {
  return path === setting || path.startsWith(`${setting}.`);
}

/** Returns the worst that the findings are: errors before warnings; reminders mark nothing. */
export function worst(findings: readonly Diagnostic[]): 'err' | 'warn' | undefined {
  if (findings.some(({ severity }) => severity === 'error')) return 'err';
  return findings.some(({ severity }) => severity === 'warn') ? 'warn' : undefined;
}
