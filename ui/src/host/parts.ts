// Messages that are too large for one travel as stretches of JSON text, each under a key of its own: a request is
// sent part by part and answered with the last, an answer begins with its first part and the others are asked
// for. Both real hosts call commands through here, so that nobody else has to know.
import type { AnswerPart, RequestPart } from '../generated/contract';

const PART_KEY = '$part';
/** Most bytes of a request: a message has 256 KiB, less what hosts put around it. `api/src/parts.rs` has the same. */
const MOST_BYTES = 252 * 1024;
/** Most bytes that a UTF-16 unit takes in a message, as UTF-8 or escaped within quotes. */
const UNIT_BYTES = 3;
/** UTF-16 units of a part, which fit whatever they are. */
const PART_UNITS = Math.floor((MOST_BYTES - 1024) / UNIT_BYTES);

/** Carries one message to a command and brings its answer. */
export type Post = (command: string, request: unknown) => Promise<unknown>;

/** Calls a command whose request and answer may be of any size. */
export async function exchange(command: string, request: unknown, post: Post): Promise<unknown> {
  return whole(await sent(command, request, post), post);
}

async function sent(command: string, request: unknown, post: Post): Promise<unknown> {
  const text = JSON.stringify(request);
  if (fits(text)) return post(command, request);
  let name: unknown;
  let from = 0;
  for (;;) {
    const to = endOfPart(text, from);
    const more = to < text.length;
    const part = { text: text.slice(from, to), more, ...(from > 0 ? { request: name } : {}) } as RequestPart;
    const answer = await post(command, { [PART_KEY]: part });
    if (!more) return answer;
    name = answer;
    from = to;
  }
}

async function whole(answer: unknown, post: Post): Promise<unknown> {
  if (!isFirstPart(answer)) return answer;
  let part = answer[PART_KEY];
  const texts = [part.text];
  while (typeof part.next === 'number') {
    part = (await post('answer_more', { answer: part.answer, from: part.next })) as AnswerPart;
    texts.push(part.text);
  }
  return JSON.parse(texts.join(''));
}

/** Bytes are only counted of what could be too many. */
function fits(text: string): boolean {
  return text.length * UNIT_BYTES <= MOST_BYTES || new TextEncoder().encode(text).length <= MOST_BYTES;
}

/** Returns where a part ends: never between the two units of one character. */
function endOfPart(text: string, from: number): number {
  const to = from + PART_UNITS;
  if (to >= text.length) return text.length;
  const last = text.charCodeAt(to - 1);
  return last >= 0xd800 && last <= 0xdbff ? to - 1 : to;
}

function isFirstPart(answer: unknown): answer is { [PART_KEY]: AnswerPart } {
  return typeof answer === 'object' && answer !== null && Object.hasOwn(answer, PART_KEY);
}
