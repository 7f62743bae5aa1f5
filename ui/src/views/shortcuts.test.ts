// Checks the list of shortcuts as a person uses it: search, change, a key that is taken, reset.
import { cleanup, render, screen, within } from '@testing-library/svelte';
import { fireEvent } from '@testing-library/dom';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Settings } from '../generated/contract';
import { FakeHost } from '../host/fake';
import { catalogue } from '../shared/i18n.svelte';
import { AppState } from '../stores/app.svelte';
import { APP_KEY } from '../stores/app-context';
import Shortcuts from './Shortcuts.svelte';

beforeEach(() => catalogue.use('en'));
afterEach(cleanup);

function open() {
  const host = new FakeHost({ settings_set: (settings: Settings) => settings });
  const app = new AppState(host);
  const onclose = vi.fn();
  render(Shortcuts, { props: { onclose }, context: new Map([[APP_KEY, app]]) });
  return { app, onclose };
}
const rowOf = (id: string) => document.querySelector<HTMLElement>(`[data-shortcut="${id}"]`)!;
const keysIn = (id: string) => [...rowOf(id).querySelectorAll('kbd')].map((key) => key.textContent);
const waiting = () => screen.getByText('Press keys…');

it('gives an action new keys and its usual ones again', async () => {
  const { app } = open();
  await fireEvent.click(screen.getByRole('button', { name: 'Change the key of “Save”' }));
  await fireEvent.keyDown(waiting(), { key: 'F7', code: 'F7' });
  await vi.waitFor(() => expect(keysIn('save')).toEqual(['F7']));
  expect(app.settings.current.shortcuts).toEqual({ save: ['F7'] });
  await fireEvent.click(within(rowOf('save')).getByRole('button', { name: /Usual key/ }));
  await vi.waitFor(() => expect(keysIn('save')).toEqual(['Ctrl S']));
});

it('asks before it takes a key from another action', async () => {
  const { app } = open();
  await fireEvent.click(screen.getByRole('button', { name: 'Change the key of “Save”' }));
  await fireEvent.keyDown(waiting(), { key: 'z', code: 'KeyZ', ctrlKey: true });
  expect(within(rowOf('save')).getByRole('alert').textContent).toContain('Undo');
  expect(app.settings.current.shortcuts).toEqual({});
  await fireEvent.click(screen.getByRole('button', { name: 'Take it over' }));
  await vi.waitFor(() => expect(keysIn('save')).toEqual(['Ctrl Z']));
  expect(app.settings.current.shortcuts['undo']).toEqual([]);
});

it('refuses keys that the canvas and dialogs need, and Escape ends the asking only', async () => {
  const { app, onclose } = open();
  await fireEvent.click(screen.getByRole('button', { name: 'Change the key of “Save”' }));
  await fireEvent.keyDown(waiting(), { key: 'ArrowLeft', code: 'ArrowLeft', altKey: true });
  expect(within(rowOf('save')).getByRole('alert').textContent).toContain('canvas');
  await fireEvent.keyDown(rowOf('save').querySelector('.capture')!, { key: 'Escape' });
  expect(keysIn('save')).toEqual(['Ctrl S']);
  expect(app.settings.current.shortcuts).toEqual({});
  expect(onclose).not.toHaveBeenCalled();
});

it('finds by name and by key', async () => {
  open();
  const search = screen.getByRole('textbox', { name: 'Search by name or key' });
  await fireEvent.input(search, { target: { value: 'ctrl s' } });
  await vi.waitFor(() => expect(rowOf('save')).not.toBeNull());
  await fireEvent.input(search, { target: { value: 'problem' } });
  await vi.waitFor(() => expect(rowOf('save')).toBeNull());
  expect(rowOf('next-problem')).not.toBeNull();
});
