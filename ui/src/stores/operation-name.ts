// How an operation is named, and that name as one text, as the settings keep it.

export interface OperationName {
  product: string;
  version: string;
  operation: string;
}

/** Returns `product/version/operation`. */
export function keyOfOperation({ product, version, operation }: OperationName): string {
  return `${product}/${version}/${operation}`;
}

/** Reads what `keyOfOperation` wrote; null for anything else, since settings are a file people can edit. */
export function readOperationKey(key: string): OperationName | null {
  const [product, version, operation, ...rest] = key.split('/');
  return product && version && operation && rest.length === 0 ? { product, version, operation } : null;
}
