// Joins answers that are too large for one message. They come as stretches of JSON text: the first under
// a key of its own, the others by asking. Both real hosts pass their answers through here.
import type { AnswerPart } from '../generated/contract';
import type { Request } from './host';

const PART_KEY = '$part';

/** Returns the answer itself, or what its parts make together; `more` asks for one of them. */
export async function whole(
  answer: unknown,
  more: (request: Request<'answer_more'>) => Promise<unknown>,
): Promise<unknown> {
  if (!isFirstPart(answer)) return answer;
  let part = answer[PART_KEY];
  const texts = [part.text];
  while (typeof part.next === 'number') {
    part = (await more({ answer: part.answer, from: part.next })) as AnswerPart;
    texts.push(part.text);
  }
  return JSON.parse(texts.join(''));
}

function isFirstPart(answer: unknown): answer is { [PART_KEY]: AnswerPart } {
  return typeof answer === 'object' && answer !== null && Object.hasOwn(answer, PART_KEY);
}
