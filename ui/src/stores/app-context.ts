// Hands the application's state to components without threading it through every prop.
import { getContext, setContext } from 'svelte';
import type { AppState } from './app.svelte';

export const APP_KEY = Symbol('app');

export function provideApp(app: AppState): void {
  setContext(APP_KEY, app);
}

/** Returns the application's state; call it while a component is being set up. */
export function useApp(): AppState {
  const app = getContext<AppState | undefined>(APP_KEY);
  if (!app) throw new Error('no application state in this tree');
  return app;
}
