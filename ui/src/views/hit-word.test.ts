import { beforeEach, expect, it } from 'vitest';
import { catalogue } from '../shared/i18n.svelte';
import { hitWord } from './hit-word';

beforeEach(() => catalogue.use('en'));

it.each([
  [{ path: 'name' }, 'Name', '名称'],
  [{ path: 'description' }, 'Description', '描述'],
  [{ path: 'trigger.inputs.1.example' }, 'Input 2: Example', '第 2 个输入：示例'],
  [{ path: 'name', node: 'n1' }, 'Name', '名称'],
  [{ path: 'description', node: 'n1' }, 'Note', '备注'],
  [{ path: 'kind', node: 'n1' }, 'Component', '组件'],
  [{ path: 'parameters.Filter.Ip', node: 'n1' }, 'parameters.Filter.Ip', 'parameters.Filter.Ip'],
  [{ path: 'trigger.inputs.1.example', node: 'n1' }, 'trigger.inputs.1.example', 'trigger.inputs.1.example'],
  [{ path: 'name', edge: 'e1' }, 'name', 'name'],
  [{ path: 'constructor', node: 'n1' }, 'constructor', 'constructor'],
])('says where %o is', async (hit, en, zh) => {
  expect(hitWord(hit)).toBe(en);
  await catalogue.use('zh');
  expect(hitWord(hit)).toBe(zh);
});
