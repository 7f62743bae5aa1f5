// Ranks things by how well their words meet a search: begins with it, has a word that begins with
// it, contains it, contains its letters in order. Works for Chinese, where words have no spaces, and by its initials.

import { initialsOf } from './pinyin';

const NONE = 0;

function scoreOf(query: string, text: string): number {
  return Math.max(scoreOfWords(query, text), scoreOfInitials(query, text));
}

/** Letters that begin the words of a Chinese text; a single one matches too much. */
function scoreOfInitials(query: string, text: string): number {
  if (!/^[a-z]{2,}$/.test(query)) return NONE;
  const initials = initialsOf(text);
  if (initials.startsWith(query)) return 3;
  return initials.includes(query) ? 2 : NONE;
}

function scoreOfWords(query: string, text: string): number {
  const low = text.toLowerCase();
  if (low === query) return 5;
  if (low.startsWith(query)) return 4;
  if (low.split(/[\s\-_:./()]+/).some((word) => word.startsWith(query))) return 3;
  if (low.includes(query)) return 2;
  // Letters in order help with initials ("las" for ListAutomateS…), but one or two match anything.
  return query.length > 2 && inOrder(query, low) ? 1 : NONE;
}

function inOrder(query: string, text: string): boolean {
  let from = 0;
  for (const letter of query) {
    const at = text.indexOf(letter, from);
    if (at < 0) return false;
    from = at + 1;
  }
  return true;
}

/**
 * Returns the items whose texts meet every word of the query, best first; equally good ones keep
 * their order. The first text weighs double. An empty query returns all.
 */
export function rank<T>(query: string, items: readonly T[], textsOf: (item: T) => readonly string[]): T[] {
  const words = query.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...items];
  const scored: { item: T; score: number }[] = [];
  for (const item of items) {
    const texts = textsOf(item);
    let total = 0;
    for (const word of words) {
      const best = Math.max(...texts.map((text, index) => scoreOf(word, text) * (index === 0 ? 2 : 1)));
      if (best === NONE) {
        total = NONE;
        break;
      }
      total += best;
    }
    if (total > NONE) scored.push({ item, score: total });
  }
  return scored.sort((a, b) => b.score - a.score).map(({ item }) => item);
}
