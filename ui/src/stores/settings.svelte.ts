// Settings of the program: language, theme, the profile and region that new calls take, how the
// practice service misbehaves. The engine stores them; this applies them to the page.
import type { Lang, Settings, Theme } from '../generated/contract';
import type { Host } from '../host/host';
import { catalogue, preferredLang } from '../shared/i18n.svelte';
import { showFailure } from './failure';

export class SettingsStore {
  current = $state.raw<Settings>({
    theme: 'system',
    region: '',
    profile: '',
    practiceFault: 'none',
    favourites: [],
    recent: [],
  });
  version = $state('');
  #systemDark = $state(false);
  #host: Host;

  /** The theme in force: the choice, or the system's when the choice is to follow it. */
  readonly theme: Exclude<Theme, 'system'> = $derived(
    this.current.theme === 'system' ? (this.#systemDark ? 'dark' : 'light') : this.current.theme,
  );

  constructor(host: Host) {
    this.#host = host;
  }

  /** Reads the settings and applies them; follows the system's theme from then on. */
  async start(media: MediaQueryList, languages: readonly string[]): Promise<void> {
    this.#systemDark = media.matches;
    media.addEventListener('change', (event) => {
      this.#systemDark = event.matches;
      this.#paint();
    });
    const info = await this.#host.call('app_info', {});
    this.version = info.version;
    this.current = info.settings;
    this.#paint();
    await catalogue.use(preferredLang(info.settings.lang, languages));
  }

  /** Changes some settings. They apply at once and go back when the engine refuses them. */
  async set(patch: Partial<Settings>): Promise<void> {
    const before = this.current;
    await this.#apply({ ...before, ...patch });
    try {
      await this.#apply(await this.#host.call('settings_set', this.current));
    } catch (reason) {
      await this.#apply(before);
      showFailure(reason);
    }
  }

  setLang(lang: Lang): Promise<void> {
    return this.set({ lang });
  }

  async #apply(settings: Settings): Promise<void> {
    const speaks = settings.lang && settings.lang !== catalogue.lang ? settings.lang : undefined;
    this.current = settings;
    this.#paint();
    if (speaks) await catalogue.use(speaks);
  }

  #paint(): void {
    document.documentElement.dataset.theme = this.theme;
  }
}
