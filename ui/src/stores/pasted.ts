// What a text on the clipboard is, before anything is done with it: copied nodes, a whole playbook, or something else.
// Only looked at, never run and never rewritten: numbers keep their digits because the text itself is passed on.

/** A text that is not copied nodes, for people to look at. */
export interface Pasted {
  /** The beginning of the text. */
  preview: string;
  /** Characters of the whole text. */
  length: number;
  /** Set for a whole playbook: its name, how many nodes it has, and the text that pastes them. */
  playbook?: { name: string; nodes: number; text: string };
}

const TYPE = 'soarboard/nodes';
/** Characters shown of a text. */
const SHOWN = 2000;
/** Larger texts are not taken apart to say what they are. */
const LARGEST = 20_000_000;

/** Returns what to show of a text that cannot be pasted as it is; null for copied nodes. */
export function readPasted(text: string): Pasted | null {
  const shown = { preview: text.slice(0, SHOWN), length: text.length };
  const json = jsonOf(text);
  if (json === null) return shown;
  if (json['$type'] === TYPE) return null;
  const nodes = json['nodes'];
  if (!Number.isInteger(json['formatVersion']) || !Array.isArray(nodes) || '$type' in json) return shown;
  const name = typeof json['name'] === 'string' ? json['name'] : '';
  const marked = text.replace('{', `{"$type":"${TYPE}",`);
  return { ...shown, playbook: { name, nodes: nodes.length, text: marked } };
}

function jsonOf(text: string): Record<string, unknown> | null {
  if (text.length > LARGEST || !text.trimStart().startsWith('{')) return null;
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
