// Entry of the window: loads the language first, so that nothing is drawn in a text that changes
// a moment later, then mounts the application.
import { mount } from 'svelte';
import App from './App.svelte';
import { catalogue, preferredLang } from './shared/i18n.svelte';
import './shared/base.css';

await catalogue.use(preferredLang(null, navigator.languages));
mount(App, { target: document.getElementById('app') as HTMLElement });
