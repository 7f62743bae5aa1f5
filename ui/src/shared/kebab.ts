// Wire values are camelCase and snake_case, message ids are lower-case-with-dashes.

/** Returns a wire value as part of a message id: `systemKeyring` and `total_reached` become words with dashes. */
export function kebab(value: string): string {
  return value
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .replace(/_/g, '-')
    .toLowerCase();
}
