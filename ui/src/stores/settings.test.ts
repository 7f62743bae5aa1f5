// Checks that settings apply to the page, reach the engine, and go back when refused.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Settings } from '../generated/contract';
import { FakeHost, type Answers } from '../host/fake';
import { catalogue } from '../shared/i18n.svelte';
import { toasts } from '../shared/toasts.svelte';
import { SettingsStore, USUAL_SETTINGS } from './settings.svelte';

const stored: Settings = { ...USUAL_SETTINGS, region: 'cn-hangzhou', profile: 'practice' };
const theme = () => document.documentElement.dataset.theme;

function media(matches: boolean) {
  return Object.assign(new EventTarget(), { matches }) as MediaQueryList;
}

async function started(answers: Answers = {}, system = media(false), settings = stored) {
  const contrast = media(false);
  const host = new FakeHost({ app_info: () => ({ version: '1', settings }), ...answers });
  const store = new SettingsStore(host);
  await store.start({ dark: system, contrast }, ['fr', 'zh-CN']);
  return { host, store, system, contrast };
}

describe('settings', () => {
  beforeEach(() => {
    toasts.items = [];
  });

  it('follow the system to high contrast until told otherwise, and make text larger', async () => {
    const { store, contrast } = await started({ settings_set: (request) => request });
    const root = document.documentElement;
    expect(root.dataset.contrast).toBe('usual');
    contrast.dispatchEvent(Object.assign(new Event('change'), { matches: true }));
    expect(root.dataset.contrast).toBe('high');
    await store.set({ contrast: 'usual', textScale: 150 });
    expect(root.dataset.contrast).toBe('usual');
    expect(root.style.getPropertyValue('--text-scale')).toBe('1.5');
  });

  it('follow the system until a theme is chosen', async () => {
    const { store, system } = await started({ settings_set: (request) => request });
    expect(theme()).toBe('light');

    system.dispatchEvent(Object.assign(new Event('change'), { matches: true }));
    expect(theme()).toBe('dark');

    await store.set({ theme: 'light' });
    expect(theme()).toBe('light');
  });

  it('without a language take the first of the system that there is', async () => {
    await started();
    expect(catalogue.lang).toBe('zh');
  });

  it('send everything, not only what changed', async () => {
    const { host, store } = await started({ settings_set: (request) => request });
    await store.setLang('en');
    expect(host.requestsOf('settings_set')).toEqual([{ ...stored, lang: 'en' }]);
    expect(catalogue.lang).toBe('en');
  });

  it('go back when the engine refuses them, and say so', async () => {
    const { store } = await started({
      settings_set: () => {
        throw { code: 'file-unwritable', message: { id: 'shared-close' }, retryable: true };
      },
    });
    await store.set({ theme: 'dark' });
    expect(theme()).toBe('light');
    expect(toasts.items).toHaveLength(1);
  });
});
