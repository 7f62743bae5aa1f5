// Checks the list of actions: unique ids and keys, and which presses reach an action at all.
import { afterEach, describe, expect, it } from 'vitest';
import { CANVAS_KEYS } from '../canvas/key-help';
import { ACTIONS, actionFor } from './registry';
import { isPlain, parseKeys } from './shortcut';

function press(target: Element, init: KeyboardEventInit): KeyboardEvent {
  document.body.append(target);
  const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init });
  target.dispatchEvent(event);
  return event;
}

afterEach(() => document.body.replaceChildren());

describe('the list of actions', () => {
  it('has unique ids and no key twice', () => {
    const ids = ACTIONS.map((action) => action.id);
    expect(new Set(ids).size).toBe(ids.length);
    // Compared as they are pressed: a capital without Shift, or "+" for "Shift+=", would be one key under two names.
    const pressed = (text: string) => {
      const { key, ...held } = parseKeys(text);
      return JSON.stringify([key.toLowerCase(), held]);
    };
    const ofActions = ACTIONS.flatMap((action) => action.shortcuts ?? []);
    // Arrows and digits stand for several keys there.
    const ofCanvas = CANVAS_KEYS.flatMap(({ keys }) =>
      keys.startsWith('1 …')
        ? [...'123456789']
        : keys.endsWith('Arrow')
          ? ['Left', 'Right', 'Up', 'Down'].map((way) => keys + way)
          : [keys],
    );
    const all = [...ofActions, ...ofCanvas].map(pressed);
    // Down the first branch of the node that has the focus; where there is none, the whole playbook comes into view.
    const shared = [pressed('1')];
    expect(all.filter((keys, index) => all.indexOf(keys) !== index)).toEqual(shared);
    expect(ofCanvas.length).toBeGreaterThan(30);
  });

  it('lets no plain key work while typing', () => {
    const plain = ACTIONS.flatMap((action) => action.shortcuts ?? []).filter((keys) =>
      isPlain(parseKeys(keys)),
    );
    expect(plain.length).toBeGreaterThan(5);
    for (const keys of plain) {
      const { key, shift } = parseKeys(keys);
      const field = document.createElement('input');
      expect(
        actionFor(press(field, { key, shiftKey: shift, code: `Digit${key}` }), {}, false),
      ).toBeUndefined();
    }
  });
});

describe('a key press', () => {
  const body = () => document.createElement('div');
  const field = () => document.createElement('input');

  it.each([
    ['undo on the canvas', body, { key: 'z', ctrlKey: true }, 'undo'],
    ['redo by either key', body, { key: 'Z', ctrlKey: true, shiftKey: true }, 'redo'],
    ['delete on the canvas', body, { key: 'Delete' }, 'delete-selection'],
    ['save while typing', field, { key: 's', ctrlKey: true }, 'save'],
    ['next problem while typing', field, { key: 'F8' }, 'next-problem'],
    ['undo while typing', field, { key: 'z', ctrlKey: true }, undefined],
    ['a letter while typing', field, { key: 'n' }, undefined],
    ['delete while typing', field, { key: 'Delete' }, undefined],
    ['a letter composed by an input method', body, { key: 'n', isComposing: true }, undefined],
  ])('%s', (_name, target, init, expected) => {
    expect(actionFor(press(target(), init), {}, false)?.id).toBe(expected);
  });

  it('asks for the action that was given the key, also while typing unless the key is plain', () => {
    const remapped = { save: ['Mod+Shift+K'], undo: [], 'next-problem': ['j'] };
    const asks = (target: Element, init: KeyboardEventInit) =>
      actionFor(press(target, init), remapped, false)?.id;
    expect(asks(field(), { key: 'K', ctrlKey: true, shiftKey: true })).toBe('save');
    expect(asks(body(), { key: 's', ctrlKey: true })).toBeUndefined();
    expect(asks(body(), { key: 'z', ctrlKey: true })).toBeUndefined();
    expect(asks(body(), { key: 'j' })).toBe('next-problem');
    expect(asks(field(), { key: 'j' })).toBeUndefined();
  });

  it('does nothing behind a dialog', () => {
    const dialog = document.createElement('div');
    dialog.setAttribute('role', 'dialog');
    document.body.append(dialog);
    const button = document.createElement('button');
    dialog.append(button);
    const event = new KeyboardEvent('keydown', { bubbles: true, key: 's', ctrlKey: true });
    button.dispatchEvent(event);
    expect(actionFor(event, {}, false)).toBeUndefined();
  });

  it('does nothing when somebody nearer has used it', () => {
    const target = body();
    target.addEventListener('keydown', (event) => event.preventDefault());
    expect(actionFor(press(target, { key: 'Delete' }), {}, false)).toBeUndefined();
  });
});
