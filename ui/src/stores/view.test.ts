// Checks that the view state survives odd remembered data and keeps panels within limits.
import { describe, expect, it } from 'vitest';
import type { WindowMemo } from '../generated/contract';
import { PANELS, readPanels, ViewState, type CanvasPort } from './view.svelte';

const memo = (panels: unknown): WindowMemo['panels'] => panels as WindowMemo['panels'];

describe('remembered panels', () => {
  it.each([undefined, {}, { left: null }, { left: { size: 'wide' } }, { left: { size: Number.NaN } }])(
    '%j falls back to the usual',
    (panels) => {
      expect(readPanels(memo(panels))).toEqual(readPanels());
    },
  );

  it('keep their sizes within limits', () => {
    const panels = readPanels(memo({ left: { open: false, size: 9999 } }));
    expect(panels.left).toEqual({ open: false, size: PANELS.left.max });
    expect(panels.bottom.size).toBe(PANELS.bottom.usual);
  });
});

describe('ViewState', () => {
  it('comes back as it was left, without the storage of the web view', () => {
    localStorage.clear();
    const view = new ViewState();
    view.resize('inspector', 400);
    view.toggle('bottom');
    view.showBottom('results');
    view.showLeft('credentials');
    for (const kind of ['a', 'b', 'c', 'd', 'e', 'a', 'f']) view.noteKind(kind);

    const again = new ViewState();
    again.restore(JSON.parse(JSON.stringify(view.windowMemo())));

    expect(again.panels).toEqual(view.panels);
    expect([again.leftTab, again.bottomTab]).toEqual(['credentials', 'results']);
    expect(again.recentKinds).toEqual(['f', 'a', 'e', 'd', 'c']);
    expect(localStorage).toHaveLength(0);
  });

  it('takes no name of a panel that it does not know', () => {
    const view = new ViewState();
    view.restore({ panels: {}, leftTab: 'gone', bottomTab: '', recentKinds: [] });
    expect([view.leftTab, view.bottomTab]).toEqual(['components', 'problems']);
  });

  it('remembers viewport and selection of the document, and the viewport of before without a canvas', () => {
    const view = new ViewState();
    view.selection = { nodes: ['n1'], edges: [] };
    const before = { viewport: { x: 1, y: 2, zoom: 0.5 }, nodes: [], edges: [] };
    expect(view.memo(before)).toEqual({ ...before, nodes: ['n1'] });
    view.canvas = { getViewport: () => ({ x: 3, y: 4, zoom: 1 }) } as unknown as CanvasPort;
    expect(view.memo(before).viewport).toEqual({ x: 3, y: 4, zoom: 1 });
  });

  it('asks for the same field twice as two requests', () => {
    const view = new ViewState();
    view.show('inspector', false);
    view.requestField('n1', 'PageSize');
    const first = view.fieldRequest;
    view.requestField('n1', 'PageSize');
    expect(view.fieldRequest).not.toEqual(first);
    expect(view.panels.inspector.open).toBe(true);
  });
});
