// Checks writing, matching and showing of shortcuts on both kinds of keyboard.
import { describe, expect, it } from 'vitest';
import {
  display,
  isComposing,
  isPlain,
  isTyping,
  matches,
  parseKeys,
  pressedKeys,
  writeKeys,
} from './shortcut';

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

it.each([
  [{ key: 'k', code: 'KeyK', ctrlKey: true }, 'Mod+K'],
  [{ key: 'π', code: 'KeyP', ctrlKey: true, altKey: true }, 'Mod+Alt+P'],
  [{ key: '?', code: 'Slash', shiftKey: true }, 'Shift+?'],
  [{ key: ' ', code: 'Space' }, 'Space'],
  [{ key: 'F7', code: 'F7' }, 'F7'],
  [{ key: 'Control', ctrlKey: true }, undefined],
  [{ key: 'Dead', altKey: true }, undefined],
  [{ key: 'k', metaKey: true }, undefined],
  [{ key: 'k', isComposing: true }, undefined],
])('the press %j is written %s', (init, expected) => {
  const keys = pressedKeys(press(init), false);
  expect(keys && writeKeys(keys)).toBe(expected);
  if (expected) expect(matches(parseKeys(expected), press(init), false)).toBe(true);
});

it.each([
  ['a', true],
  ['Shift+?', true],
  ['F8', false],
  ['Mod+K', false],
])('%s alone is typing: %s', (text, expected) => {
  expect(isPlain(parseKeys(text))).toBe(expected);
});

it('knows input methods and typing targets', () => {
  expect(isComposing(press({ key: 'Enter', isComposing: true }))).toBe(true);
  expect(isComposing(press({ key: 'Enter', keyCode: 229 }))).toBe(true);
  expect(isComposing(press({ key: 'Enter' }))).toBe(false);
  expect(isTyping(document.createElement('textarea'))).toBe(true);
  expect(isTyping(document.createElement('button'))).toBe(false);
  expect(isTyping(null)).toBe(false);
});
