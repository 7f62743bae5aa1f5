// The type of a parameter or field in words, for the form and for the API browser.
import type { Shape } from '../generated/contract';
import { t } from '../shared/i18n.svelte';

/** Returns the type in words of the current language. */
export function shapeWord(shape: Shape): string {
  if (typeof shape !== 'object') return t(`inspector-type-${shape}`);
  if ('object' in shape) return t('inspector-type-object');
  if ('map' in shape) return t('inspector-type-map', { item: shapeWord(shape.map) });
  return t('inspector-type-array', { item: shapeWord(shape.array) });
}
