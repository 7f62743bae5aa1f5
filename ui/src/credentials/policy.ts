// Whether a session policy reads as one, while it is typed. The engine checks it again and keeps the
// text as it stands.

/** Returns what is wrong with a policy: no JSON, or none with version and statements; null when it will do or is empty. */
export function policyProblem(text: string): 'json' | 'shape' | null {
  if (text.trim() === '') return null;
  let policy: unknown;
  try {
    policy = JSON.parse(text);
  } catch {
    return 'json';
  }
  const { Version, Statement } = (policy ?? {}) as { Version?: unknown; Statement?: unknown };
  return typeof Version === 'string' && Array.isArray(Statement) && Statement.length > 0 ? null : 'shape';
}
