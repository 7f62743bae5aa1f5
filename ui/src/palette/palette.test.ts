// Checks the drag of a palette row, and the search, the limits and the keys of the palette.
import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { tick } from 'svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ComponentView } from '../generated/contract';
import { FakeHost } from '../host/fake';
import { catalogue } from '../shared/i18n.svelte';
import { APP_KEY } from '../stores/app-context';
import { AppState } from '../stores/app.svelte';
import { componentOf } from '../stores/component-fixture';
import { PaletteDrag } from './palette-drag.svelte';
import Palette from './Palette.svelte';

const kind = (id: string, text: string, parts: Partial<ComponentView> = {}): ComponentView =>
  componentOf({ id, text, category: 'flow', icon: 'zap', ...parts });

const components = [
  kind('start', 'component-start', { limit: 1, keywords: ['开始'] }),
  kind('end', 'component-end'),
  kind('AliyunCloudOpenAPI', 'component-openapi', { category: 'cloudService' }),
];

function shown(recent: string[] = []) {
  const app = new AppState(new FakeHost());
  app.catalogue.components = components;
  app.view.recentKinds = recent;
  app.document.load({
    doc: 'd1',
    header: { name: '', description: '', trigger: { type: 'custom', inputs: [] } },
    nodes: [{ id: 'n1', kind: 'start', name: 'event' }],
    edges: [],
    positions: [],
    notes: [],
    state: { canUndo: false, canRedo: false, dirty: false, readOnly: false, revision: 0 },
  });
  const props = { ondrag: vi.fn(() => true), ondrop: vi.fn(), oncancel: vi.fn(), onadd: vi.fn() };
  render(Palette, { props, context: new Map([[APP_KEY, app]]) });
  return { ...props, app };
}

const rows = () => screen.queryAllByRole('button').flatMap((row) => row.dataset.component ?? []);

describe('the palette', () => {
  beforeEach(() => catalogue.use('en'));

  it('groups the kinds and finds them in either language', async () => {
    shown();
    expect(rows()).toEqual(['start', 'end', 'AliyunCloudOpenAPI']);
    await fireEvent.input(screen.getByRole('searchbox'), { target: { value: '开始' } });
    expect(rows()).toEqual(['start']);
  });

  it('begins with the kinds used lately, in an order that stays while it is in front', async () => {
    const { app, onadd } = shown(['end', 'gone', 'start']);
    const recent = within(screen.getByRole('region', { name: 'Recent' }));
    const names = () => recent.getAllByRole('button').map((row) => row.dataset.recent);
    expect(names()).toEqual(['end', 'start']);
    expect(rows()).toEqual(['start', 'end', 'AliyunCloudOpenAPI']);
    await fireEvent.click(recent.getAllByRole('button')[0] as HTMLElement);
    expect(onadd).toHaveBeenCalledWith(components[1]);

    app.view.noteKind('AliyunCloudOpenAPI');
    await tick();
    expect(names()).toEqual(['end', 'start']);
    await fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'end' } });
    expect(screen.queryByRole('region', { name: 'Recent' })).toBeNull();
  });

  it('adds the first hit that may be added on Enter', async () => {
    const props = shown();
    const search = screen.getByRole('searchbox');
    await fireEvent.input(search, { target: { value: 'openapi' } });
    await fireEvent.keyDown(search, { key: 'Enter', isComposing: true });
    expect(props.onadd).not.toHaveBeenCalled();
    await fireEvent.keyDown(search, { key: 'Enter' });
    expect(props.onadd).toHaveBeenCalledWith(components[2]);
  });

  it('adds by a click, but not a kind of which there are enough', async () => {
    const props = shown();
    const [start, end] = screen.getAllByRole('button');
    await fireEvent.click(start as HTMLElement);
    expect(props.onadd).not.toHaveBeenCalled();
    await fireEvent.click(end as HTMLElement);
    expect(props.onadd).toHaveBeenCalledWith(components[1]);
  });
});

describe('a drag', () => {
  const event = (x: number, y: number) =>
    ({
      button: 0,
      pointerId: 1,
      clientX: x,
      clientY: y,
      currentTarget: { setPointerCapture: vi.fn() },
    }) as unknown as PointerEvent;
  const begun = () => {
    const callbacks = { ondrag: vi.fn(() => true), ondrop: vi.fn(), oncancel: vi.fn() };
    const drag = new PaletteDrag(callbacks);
    drag.down(event(10, 10));
    return { drag, callbacks };
  };

  it('of a few pixels is a click', () => {
    const { drag, callbacks } = begun();
    drag.move(event(12, 11));
    drag.up(event(12, 11));
    expect(callbacks.ondrop).not.toHaveBeenCalled();
    expect(drag.wasDragged).toBe(false);
  });

  it('drops where the pointer is let go', () => {
    const { drag, callbacks } = begun();
    drag.move(event(300, 200));
    expect(drag.isOver).toBe(true);
    drag.up(event(320, 210));
    expect(callbacks.ondrop).toHaveBeenCalledWith(320, 210);
    expect(drag.at).toBeNull();
    expect(drag.wasDragged).toBe(true);
  });

  it('is given up by Escape', () => {
    const { drag, callbacks } = begun();
    drag.move(event(300, 200));
    drag.keydown(new KeyboardEvent('keydown', { key: 'Escape' }));
    drag.up(event(300, 200));
    expect(callbacks.oncancel).toHaveBeenCalledOnce();
    expect(callbacks.ondrop).not.toHaveBeenCalled();
  });
});
