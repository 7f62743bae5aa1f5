// Checks the first letters of Chinese words, for a word of each letter.
import { expect, it } from 'vitest';
import { initialsOf } from './pinyin';

it.each([
  ['威胁情报', 'wxqb'],
  ['筛选', 'sx'],
  ['日志服务 SLS', 'rzfw sls'],
  ['结束', 'js'],
  ['汇聚网关', 'hjwg'],
  ['子流程', 'zlc'],
  ['安全', 'aq'],
  ['阿里云 OpenAPI', 'aly openapi'],
])('%s is %s', (word, expected) => {
  expect(initialsOf(word)).toBe(expected);
});

it('has no letters for words that are not Chinese', () => {
  expect(initialsOf('Filter')).toBe('');
});
