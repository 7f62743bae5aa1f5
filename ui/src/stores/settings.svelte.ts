// Settings of the program: language, looks, keys, the profile and region that new calls take, how
// the practice service misbehaves. The engine stores them; this applies them to the page.
import type { Lang, Settings, Theme } from '../generated/contract';
import type { Host } from '../host/host';
import { catalogue } from '../shared/i18n.svelte';
import { preferredLang } from '../shared/languages';
import { textScale } from '../shared/text-scale.svelte';
import { showFailure } from './failure';

/** What holds until the engine has answered. */
export const USUAL_SETTINGS: Settings = {
  theme: 'system',
  contrast: 'system',
  textScale: 100,
  shortcuts: {},
  region: '',
  profile: '',
  practiceFault: 'none',
  askOnExit: false,
  favourites: [],
  recent: [],
  history: { runs: 100, mebibytes: 2048 },
};

/** The system's wishes, as media queries. */
export interface SystemLooks {
  dark: MediaQueryList;
  contrast: MediaQueryList;
}

export class SettingsStore {
  current = $state.raw<Settings>(USUAL_SETTINGS);
  version = $state('');
  #systemDark = $state(false);
  #systemContrast = $state(false);
  #host: Host;

  /** The theme in force: the choice, or the system's when the choice is to follow it. */
  readonly theme: Exclude<Theme, 'system'> = $derived(
    this.current.theme === 'system' ? (this.#systemDark ? 'dark' : 'light') : this.current.theme,
  );

  readonly #isHighContrast = $derived(
    this.current.contrast === 'system' ? this.#systemContrast : this.current.contrast === 'high',
  );

  constructor(host: Host) {
    this.#host = host;
  }

  /** Reads the settings and applies them; follows the system's looks from then on. */
  async start({ dark, contrast }: SystemLooks, languages: readonly string[]): Promise<void> {
    this.#systemDark = dark.matches;
    this.#systemContrast = contrast.matches;
    dark.addEventListener('change', (event) => {
      this.#systemDark = event.matches;
      this.#paint();
    });
    contrast.addEventListener('change', (event) => {
      this.#systemContrast = event.matches;
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
    const root = document.documentElement;
    root.dataset.theme = this.theme;
    root.dataset.contrast = this.#isHighContrast ? 'high' : 'usual';
    textScale.set(this.current.textScale / 100);
  }
}
