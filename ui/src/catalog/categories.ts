// The vendor's product categories in the window's languages, in the order a security team looks for
// them. A category not listed here is shown as the vendor writes it, after the others.
import { msg, t } from '../shared/i18n.svelte';

const CATEGORIES: readonly (readonly [vendor: string, text: string])[] = [
  ['Security', msg('browser-category-security')],
  ['Computing', msg('browser-category-computing')],
  ['Container', msg('browser-category-container')],
  ['Networking & CDN', msg('browser-category-network')],
  ['Storage', msg('browser-category-storage')],
  ['Database', msg('browser-category-database')],
  ['Migration and O&M Management', msg('browser-category-operations')],
  ['Middleware', msg('browser-category-middleware')],
  ['Serverless', msg('browser-category-serverless')],
  ['Analytics Computing', msg('browser-category-analytics')],
  ['AI & Machine Learning', msg('browser-category-learning')],
  ['Domain Names and Websites', msg('browser-category-domains')],
  ['Enterprise Services & Cloud Communication', msg('browser-category-enterprise')],
  ['End User Computing', msg('browser-category-end-user')],
  ['Internet of Things', msg('browser-category-things')],
  ['Media Services', msg('browser-category-media')],
  ['Developer Tools', msg('browser-category-developer')],
  ['Others', msg('browser-category-others')],
];

/** Returns a category in the window's language. */
export function categoryName(vendor: string): string {
  const known = CATEGORIES.find(([name]) => name === vendor);
  if (known) return t(known[1]);
  return vendor || t('browser-category-others');
}

/** Says where a category stands among the others. */
export function categoryOrder(vendor: string): number {
  const at = CATEGORIES.findIndex(([name]) => name === vendor);
  return at < 0 ? CATEGORIES.length : at;
}
