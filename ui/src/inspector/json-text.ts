// Reads and prints JSON typed by a person. It is not JSON.parse for two reasons: numbers that
// JavaScript cannot hold exactly are kept as text (the engine turns both into the same wire text),
// and a mistake is reported with its place, which no two web views word alike.
import type { Json } from './contract';

/** What reading gave: the value, or where it stopped (both counted from 1). */
export type JsonReading = { value: Json } | { line: number; column: number };

/** Deepest nesting that is read; deeper text is refused rather than overflowing the stack. */
const MOST_DEPTH = 100;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const SPACE = /[ \t\r\n]*/y;
// JSON forbids raw control characters inside a string.
// eslint-disable-next-line no-control-regex
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;

class Stop extends Error {}

/** Returns the number of a JSON number text, or the text itself when the number would not be the same. */
export function exactNumber(text: string): number | string {
  const number = Number(text);
  return sameNumber(text, String(number)) ? number : text;
}

/** Reads one JSON value; an empty text is no value and stops at its beginning. */
export function readJson(text: string): JsonReading {
  const reader = new Reader(text);
  try {
    const value = reader.value(0);
    reader.end();
    return { value };
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    const before = text.slice(0, reader.at).split('\n');
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  }
}

/** Prints a value the way the JSON pane shows it. */
export function printJson(value: Json | undefined): string {
  return value === undefined ? '' : JSON.stringify(value, null, 2);
}

/** Compares two number texts by digits and exponent, whatever way they are written. */
function sameNumber(a: string, b: string): boolean {
  return normal(a) === normal(b);
}

function normal(text: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!match) return text;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const digits = (whole + fraction).replace(/^0+/, '');
  const kept = digits.replace(/0+$/, '');
  if (kept === '') return '0';
  return `${sign}${kept}e${Number(exponent) - fraction.length + (digits.length - kept.length)}`;
}

class Reader {
  at = 0;
  constructor(readonly text: string) {}

  value(depth: number): Json {
    if (depth > MOST_DEPTH) throw new Stop();
    this.#take(SPACE);
    const sign = this.text[this.at];
    if (sign === '{') return this.#object(depth);
    if (sign === '[') return this.#array(depth);
    if (sign === '"') return this.#string();
    for (const [word, value] of [
      ['true', true],
      ['false', false],
      ['null', null],
    ] as const) {
      if (!this.text.startsWith(word, this.at)) continue;
      this.at += word.length;
      return value;
    }
    return exactNumber(this.#need(NUMBER));
  }

  end(): void {
    this.#take(SPACE);
    if (this.at < this.text.length) throw new Stop();
  }

  #object(depth: number): Json {
    const result: { [key: string]: Json } = {};
    this.#items('}', () => {
      this.#take(SPACE);
      const key = this.#string();
      this.#sign(':');
      // defineProperty, because assigning to "__proto__" would set the prototype instead.
      Object.defineProperty(result, key, {
        value: this.value(depth + 1),
        enumerable: true,
        configurable: true,
        writable: true,
      });
    });
    return result;
  }

  #array(depth: number): Json {
    const result: Json[] = [];
    this.#items(']', () => result.push(this.value(depth + 1)));
    return result;
  }

  /** Reads items separated by commas up to the closing sign; the opening one stands at the place. */
  #items(close: string, item: () => void): void {
    this.at += 1;
    this.#take(SPACE);
    if (this.text[this.at] === close) {
      this.at += 1;
      return;
    }
    for (;;) {
      item();
      this.#take(SPACE);
      if (this.text[this.at] === close) break;
      this.#sign(',');
    }
    this.at += 1;
  }

  #string(): string {
    return JSON.parse(this.#need(STRING)) as string;
  }

  #sign(sign: string): void {
    this.#take(SPACE);
    if (this.text[this.at] !== sign) throw new Stop();
    this.at += 1;
  }

  #need(pattern: RegExp): string {
    const found = this.#take(pattern);
    if (!found) throw new Stop();
    return found;
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.at += found.length;
    return found;
  }
}
