// Texts of the window in the person's language. The catalogue is Fluent, the same files the Rust
// side reads, so a text coming from the engine (`{ id, args }`) is resolved here and changes
// language together with everything else. Only the chosen language is loaded.
import { FluentBundle, type FluentResource, type FluentVariable } from '@fluent/bundle';
import { isolate } from './isolate';
import { textsOf, type Lang, type Resource } from './languages';

/** Values a message may be given; nulls are dropped so that optional wire fields can be passed on. */
export type MessageArgs = Record<string, string | number | null | undefined>;

/** A text as the engine sends it: a message id and its arguments. */
export interface EngineText {
  id: string;
  args?: Record<string, unknown> | null;
}

const LOCALES: Record<Lang, string> = { en: 'en', zh: 'zh-CN' };

/**
 * Builds the bundle of one language. Broken entries were skipped when it was parsed; the tests find them. Fluent's own marks
 * would stand round every argument; `known` sets them round those that need them.
 */
export function bundleOf(lang: Lang, resources: Resource[]): FluentBundle {
  const bundle = new FluentBundle(LOCALES[lang], { useIsolating: false });
  for (const resource of resources) bundle.addResource(resource as FluentResource);
  return bundle;
}

class Catalogue {
  lang = $state<Lang>('en');
  #bundle = $state.raw<FluentBundle>(bundleOf('en', []));

  /** Loads a language and switches to it; the document's `lang` follows, so that fonts and readers agree. */
  async use(lang: Lang): Promise<void> {
    this.#bundle = bundleOf(lang, await textsOf(lang));
    this.lang = lang;
    document.documentElement.lang = LOCALES[lang];
  }

  has(id: string): boolean {
    return this.#bundle.hasMessage(id);
  }

  format(id: string, args?: MessageArgs): string {
    const pattern = this.#bundle.getMessage(id)?.value;
    if (!pattern) return id;
    const errors: Error[] = [];
    return this.#bundle.formatPattern(pattern, known(args), errors);
  }
}

function known(args: MessageArgs | undefined): Record<string, FluentVariable> {
  const result: Record<string, FluentVariable> = {};
  for (const [name, value] of Object.entries(args ?? {}))
    if (value != null) result[name] = typeof value === 'string' ? isolate(value) : value;
  return result;
}

export const catalogue = new Catalogue();

/** Returns the text of a message in the current language; reading it in a component subscribes to the language. */
export function t(id: string, args?: MessageArgs): string {
  return catalogue.format(id, args);
}

/** Returns the text of a message sent by the engine. Arguments that are neither text nor number are shown as JSON. */
export function tx(text: EngineText): string {
  const args: MessageArgs = {};
  for (const [name, value] of Object.entries(text.args ?? {})) {
    args[name] = typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value);
  }
  return catalogue.format(text.id, args);
}

/** Marks a message id kept in a table, so that the catalogue test can see it; returns it unchanged. */
export function msg(id: string): string {
  return id;
}
