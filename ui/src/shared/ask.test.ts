// Checks that questions queue and that closing counts as no answer.
import { expect, it } from 'vitest';
import { questions } from './ask.svelte';

const question = (title: string) => ({ title, text: '', answers: [{ id: 'yes', label: 'Yes' }] });

it('asks one question at a time, in order', async () => {
  const first = questions.ask(question('first'));
  const second = questions.ask(question('second'));
  expect(questions.current?.title).toBe('first');

  questions.answer('yes');
  expect(questions.current?.title).toBe('second');
  questions.answer(null);

  expect(await first).toBe('yes');
  expect(await second).toBeNull();
  expect(questions.current).toBeNull();
});
