// Checks writing, matching and showing of shortcuts on both kinds of keyboard.
import { describe, expect, it } from 'vitest';
import { display, isComposing, isTyping, matches, parseKeys } from './shortcut';

const press = (init: KeyboardEventInit) => new KeyboardEvent('keydown', init);

describe('matching', () => {
  it.each([
    ['Mod+Z', { key: 'z', ctrlKey: true }, true],
    ['Mod+Z', { key: 'Z', ctrlKey: true, shiftKey: true }, false],
    ['Mod+Shift+Z', { key: 'Z', ctrlKey: true, shiftKey: true }, true],
    ['Mod+Z', { key: 'z', metaKey: true }, false],
    ['Mod+Z', { key: 'z', ctrlKey: true, altKey: true }, false],
    ['Mod+Z', { key: 'я', code: 'KeyZ', ctrlKey: true }, true],
    ['Mod+=', { key: '+', ctrlKey: true, shiftKey: true }, true],
    ['Mod+0', { key: 'à', code: 'Digit0', ctrlKey: true }, true],
    ['Delete', { key: 'Delete' }, true],
    ['Shift+F8', { key: 'F8', shiftKey: true }, true],
    ['F8', { key: 'F8', shiftKey: true }, false],
    ['n', { key: 'ñ', code: 'KeyN' }, false],
  ] as const)('%s against %j: %s', (text, init, expected) => {
    expect(matches(parseKeys(text), press(init), false)).toBe(expected);
  });

  it('takes the command key for Mod on a Mac', () => {
    expect(matches(parseKeys('Mod+Z'), press({ key: 'z', metaKey: true }), true)).toBe(true);
    expect(matches(parseKeys('Mod+Z'), press({ key: 'z', ctrlKey: true }), true)).toBe(false);
    expect(
      matches(parseKeys('Mod+Alt+P'), press({ key: 'π', code: 'KeyP', metaKey: true, altKey: true }), true),
    ).toBe(true);
  });
});

it.each([
  ['Mod+Shift+Z', 'Ctrl Shift Z', '⇧⌘Z'],
  ['Mod+=', 'Ctrl +', '⌘+'],
  ['Shift+F8', 'Shift F8', '⇧F8'],
  ['Mod+Alt+P', 'Ctrl Alt P', '⌥⌘P'],
])('%s is shown as %s and, on a Mac, as %s', (text, other, mac) => {
  expect(display(text, false)).toBe(other);
  expect(display(text, true)).toBe(mac);
});

it('knows input methods and typing targets', () => {
  expect(isComposing(press({ key: 'Enter', isComposing: true }))).toBe(true);
  expect(isComposing(press({ key: 'Enter', keyCode: 229 }))).toBe(true);
  expect(isComposing(press({ key: 'Enter' }))).toBe(false);
  expect(isTyping(document.createElement('textarea'))).toBe(true);
  expect(isTyping(document.createElement('button'))).toBe(false);
  expect(isTyping(null)).toBe(false);
});
