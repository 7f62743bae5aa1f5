// Entry of the window: reads the settings, and only then draws, so that nothing is
// shown in a language or theme that changes a moment later.
import { mount } from 'svelte';
import App from './App.svelte';
import { host, likely } from './boot';
import NoHost from './views/NoHost.svelte';
import { collectErrors } from './host/errors';
import { drawn } from './host/ready';
import { catalogue } from './shared/i18n.svelte';
import { AppState } from './stores/app.svelte';
import { showFailure } from './stores/failure';
import './shared/base.css';

collectErrors(window);

const dark = window.matchMedia('(prefers-color-scheme: dark)');
const contrast = window.matchMedia('(prefers-contrast: more)');
const target = document.getElementById('app') as HTMLElement;

if (host) {
  const app = new AppState(host);
  try {
    await app.start({ dark, contrast }, navigator.languages);
  } catch (reason) {
    await catalogue.use(likely);
    showFailure(reason);
  }
  mount(App, { target, props: { app } });
  void app.load(drawn());
} else {
  document.documentElement.dataset.theme = dark.matches ? 'dark' : 'light';
  await catalogue.use(likely);
  mount(NoHost, { target });
}
