// First letters of Chinese words as people type them: 威胁情报 is found by "wxqb". The order that the platform sorts Chinese
// by is that of pinyin, so the letter of a character is found by where it sorts; no table of characters is kept.
// A character with several readings has the letter of its commonest one.

/** The first character of each initial in pinyin order; no syllable begins with i, u or v. */
const FIRST = '阿芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝';
const LETTERS = 'abcdefghjklmnopqrstwxyz';
const HAN = /\p{Script=Han}/u;

let collator: Intl.Collator | undefined;
const known = new Map<string, string>();

/** Returns the text with each Chinese character as the first letter of its reading; empty when it has none. */
export function initialsOf(text: string): string {
  let found = known.get(text);
  if (found === undefined) {
    found = HAN.test(text) ? [...text].map(initialOf).join('').toLowerCase() : '';
    known.set(text, found);
  }
  return found;
}

function initialOf(character: string): string {
  if (!HAN.test(character)) return character;
  collator ??= new Intl.Collator('zh-Hans-u-co-pinyin');
  let at = 0;
  for (let index = 1; index < FIRST.length; index++) {
    if (collator.compare(FIRST[index] as string, character) > 0) break;
    at = index;
  }
  return LETTERS[at] ?? '';
}
