// Checks that a text of others becomes words: marks go, places in angle brackets stay.
import { expect, it } from 'vitest';
import { plainText } from './plain-text';

it.each([
  ['**Never** look at `x_y`', 'Never look at x_y'],
  ['See [the list](https://example.com/a) and ![a picture](b.png).', 'See the list and a picture.'],
  ['> Note\n>  second', 'Note\n second'],
  ['Valid values:\n\n*   **on**: works\n-   off', 'Valid values:\n\n• on: works\n• off'],
  ['one<br>two<p class="x">three</p>', 'one\ntwo\nthree'],
  ['give <name> or a < b > c', 'give <name> or a < b > c'],
  ['&lt;script&gt;alert(1)&lt;/script&gt;', '<script>alert(1)</script>'],
  ['## Heading\n\n\n\ntext', 'Heading\n\ntext'],
  ['2 ** 3 and **', '2 ** 3 and **'],
])('%j', (text, words) => {
  expect(plainText(text)).toBe(words);
});
