// Checks who has which keys, and that no key ever means two things.
import { describe, expect, it } from 'vitest';
import type { UiAction } from './action';
import { assign, holderOf, keysOf } from './keymap';

const action = (id: string, ...shortcuts: string[]): UiAction => ({
  id,
  label: id,
  group: 'edit',
  shortcuts,
  perform: () => undefined,
});
const undo = action('undo', 'Mod+Z');
const redo = action('redo', 'Mod+Shift+Z', 'Mod+Y');
const plain = action('plain');
const all = [undo, redo, plain];

describe('keys of actions', () => {
  it('are the usual ones, the chosen ones, or none', () => {
    expect(keysOf(redo, {})).toEqual(['Mod+Shift+Z', 'Mod+Y']);
    expect(keysOf(redo, { redo: ['F7'] })).toEqual(['F7']);
    expect(keysOf(redo, { redo: [] })).toEqual([]);
    expect(keysOf(action('constructor', 'F2'), {})).toEqual(['F2']);
  });

  it('are found however they are spelled', () => {
    expect(holderOf(all, {}, 'Shift+Mod+z', undo)).toBe(redo);
    expect(holderOf(all, {}, 'Mod+Z', undo)).toBeUndefined();
    expect(holderOf(all, { redo: ['F7'] }, 'Mod+Y', undo)).toBeUndefined();
  });

  it('are taken from whoever had them, who keeps the rest', () => {
    const table = assign(all, {}, plain, ['Mod+Y']);
    expect(table).toEqual({ plain: ['Mod+Y'], redo: ['Mod+Shift+Z'] });
    expect(holderOf(all, table, 'Mod+Y', plain)).toBeUndefined();
  });

  it('stand in the table only while they differ from the usual', () => {
    const table = assign(all, {}, undo, ['F7']);
    expect(assign(all, table, undo, ['Mod+Z'])).toEqual({});
    expect(assign(all, table, undo, null)).toEqual({});
    expect(assign(all, { gone: ['F9'] }, undo, ['F7'])).toEqual({ undo: ['F7'] });
  });

  it('given back by a reset are taken from whoever had got them meanwhile', () => {
    const table = assign(all, assign(all, {}, undo, []), plain, ['Mod+Z']);
    expect(keysOf(plain, assign(all, table, undo, null))).toEqual([]);
  });
});
