// Gathers what is painted alike: one change of colour or font for many shapes is what makes a painted canvas quick.

/** Adds a value to those of its key. */
export function collect<K, V>(batches: Map<K, V[]>, key: K, value: V): void {
  const batch = batches.get(key);
  if (batch) batch.push(value);
  else batches.set(key, [value]);
}
