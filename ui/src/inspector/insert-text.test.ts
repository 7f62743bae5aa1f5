// Checks where a reference goes that was chosen rather than typed.
import { expect, it } from 'vitest';
import { withInserted } from './insert-text';

function field(text: string, from: number, to = from): HTMLInputElement {
  const input = document.createElement('input');
  input.value = text;
  input.setSelectionRange(from, to);
  return input;
}

it('goes where the caret is, in place of what is selected', () => {
  expect(withInserted('a  b', field('a  b', 2), '${x.y}')).toEqual({ text: 'a ${x.y} b', caret: 8 });
  expect(withInserted('abc', field('abc', 1, 2), '${x.y}')).toEqual({ text: 'a${x.y}c', caret: 7 });
});

it('takes the place of a reference that was only begun', () => {
  expect(withInserted('ip ${ev', field('ip ${ev', 7), '${event.ip}').text).toBe('ip ${event.ip}');
  expect(withInserted('${a.b} ', field('${a.b} ', 7), '${x.y}').text).toBe('${a.b} ${x.y}');
});

it('goes behind the text of a field that is not there', () => {
  expect(withInserted('a', undefined, '${x.y}').text).toBe('a${x.y}');
});
