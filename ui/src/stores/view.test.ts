// Checks that the view state survives bad stored data and keeps panels within limits.
import { beforeEach, describe, expect, it } from 'vitest';
import { PANELS, readPanels, ViewState } from './view.svelte';

describe('stored panels', () => {
  it.each(['', 'nonsense', 'null', '[]', '{"panels":7}', '{"panels":{"left":{"size":null}}}'])(
    '%j falls back to the usual',
    (raw) => {
      expect(readPanels(raw)).toEqual(readPanels(null));
    },
  );

  it('keep their sizes within limits', () => {
    const panels = readPanels('{"panels":{"left":{"open":false,"size":9999}}}');
    expect(panels.left).toEqual({ open: false, size: PANELS.left.max });
    expect(panels.bottom.size).toBe(PANELS.bottom.usual);
  });
});

describe('ViewState', () => {
  beforeEach(() => localStorage.clear());

  it('comes back as it was left', () => {
    const view = new ViewState(localStorage);
    view.resize('inspector', 400);
    view.toggle('bottom');

    const again = new ViewState(localStorage);

    expect(again.panels.inspector.size).toBe(400);
    expect(again.panels.bottom.open).toBe(false);
  });

  it('works where storing is forbidden', () => {
    const forbidden = {
      getItem: () => null,
      setItem() {
        throw new DOMException('no');
      },
    } as unknown as Storage;
    const view = new ViewState(forbidden);
    view.resize('left', 300);
    expect(view.panels.left.size).toBe(300);
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
