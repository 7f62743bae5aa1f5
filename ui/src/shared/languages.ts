// The languages there are: how their texts are loaded and which one to begin with. Apart from i18n, because the first
// script of the page begins to load them before anything can be drawn.
import type { FluentResource } from '@fluent/bundle';

export type Lang = 'en' | 'zh';

/** What a Fluent source says, as the parser leaves it. */
export type Resource = Pick<FluentResource, 'body'>;

const LOADERS: Record<Lang, () => Promise<{ resources: Resource[] }>> = {
  en: () => import('./messages-en'),
  zh: () => import('./messages-zh'),
};

/** Loads the texts of a language; they are kept by the page. */
export async function textsOf(lang: Lang): Promise<Resource[]> {
  return (await LOADERS[lang]()).resources;
}

/** Picks the language to start with: the stored choice, else the first of the system's that we have. */
export function preferredLang(stored: string | null | undefined, languages: readonly string[]): Lang {
  if (stored === 'en' || stored === 'zh') return stored;
  for (const tag of languages) {
    if (tag.toLowerCase().startsWith('zh')) return 'zh';
    if (tag.toLowerCase().startsWith('en')) return 'en';
  }
  return 'en';
}
