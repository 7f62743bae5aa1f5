// Entry of the harness page. The address says what to show:
// ?case=flat|nested|cursor|empty|playbook|start|unknown&theme=dark&lang=zh&focus=parameters.Id
import { mount } from 'svelte';
import type { ComponentView, Diagnostic, PlaybookNode } from '../../generated/contract';
import { catalogue } from '../../shared/i18n.svelte';
import '../../shared/base.css';
import { CALL_KIND, callNode, HEADER, LIST_PLAYBOOKS, LIST_RULES, RUN_INSTANCES, START_KIND } from './facts';
import Harness from './Harness.svelte';
import { Mirror } from './mirror.svelte';

const ask = new URLSearchParams(location.search);

interface Case {
  node: PlaybookNode | null;
  component: ComponentView | null;
  diagnostics?: Diagnostic[];
}

const CASES: Record<string, () => Case> = {
  flat: () => ({
    component: CALL_KIND,
    node: callNode(LIST_RULES, {
      endpoint: 'cloud-siem.cn-hangzhou.aliyuncs.com',
      region: 'cn-hangzhou',
      rowsPath: '.Data.ResponseData',
      parameters: {
        CurrentPage: { value: 1 },
        PageSize: { value: 10 },
        RuleName: { expression: '${event.rule_name}' },
        Status: { value: 100 },
        Gone: { value: 'x' },
      },
      paging: {
        mode: 'number',
        totalPath: '.Data.PageInfo.TotalCount',
        pageField: 'CurrentPage',
        sizeField: 'PageSize',
        maxRequests: 50,
      },
    }),
    diagnostics: [
      {
        code: 'parameter-unknown',
        severity: 'warn',
        message: { id: 'hint-parameter-missing' },
        node: 'n2',
        param: 'parameters.PageSize',
      },
    ],
  }),
  nested: () => ({
    component: CALL_KIND,
    node: callNode(RUN_INSTANCES, {
      parameters: {
        RegionId: { value: 'cn-hangzhou' },
        AutoRenew: { value: true },
        CpuOptions: { value: { Core: 4 } },
        DataDisk: {
          value: [
            { Category: 'cloud_essd', Size: 40 },
            { Size: 100, DeleteWithInstance: false },
          ],
        },
        Labels: { value: { team: 'secops', env: 'prod' } },
        SecurityGroupIds: { value: ['sg-1', 'sg-2'] },
        Tag: { value: [{ Key: 'team', Value: '${event.team}' }] },
        UserData: { value: '#!/bin/sh\necho hello\n' },
        Extra: { value: { any: [1, 2] } },
        SpotPriceLimit: { value: 0.5 },
      },
    }),
  }),
  cursor: () => ({
    component: CALL_KIND,
    node: callNode(LIST_PLAYBOOKS, {
      account: '${event._tenant_id}',
      rowsPath: '.Playbooks',
      paging: { mode: 'cursor', cursorField: 'NextToken', cursorPath: '.NextToken' },
    }),
  }),
  empty: () => ({
    component: CALL_KIND,
    node: { id: 'n2', kind: CALL_KIND.id, action: 'assumeApi', name: 'api_call', settings: {} },
  }),
  playbook: () => ({ component: null, node: null }),
  start: () => ({ component: START_KIND, node: { id: 'n1', kind: 'start', name: 'event' } }),
  unknown: () => ({
    component: null,
    node: { id: 'n9', kind: 'SomeComponent', action: 'doIt', name: 'later', settings: { a: [1, { b: 2 }] } },
  }),
};

const shown = (CASES[ask.get('case') ?? 'flat'] ?? CASES['flat']!)();
const mirror = new Mirror();
mirror.node = shown.node;
mirror.header = HEADER;

document.documentElement.dataset['theme'] = ask.get('theme') ?? 'light';
await catalogue.use(ask.get('lang') === 'zh' ? 'zh' : 'en');
mount(Harness, {
  target: document.getElementById('app') as HTMLElement,
  props: {
    mirror,
    component: shown.component,
    diagnostics: shown.diagnostics ?? [],
    focusParam: ask.get('focus'),
  },
});
