// Three real operations for the harness and the tests, one of each form: flat and paged, nested,
// scrolled. Answers stand in for the engine's; nothing of it reaches the program.
import { componentOf } from '../../stores/component-fixture';
import type {
  ComponentView,
  EndpointView,
  Header,
  OperationView,
  ParamSpec,
  PermissionView,
  PlaybookNode,
  ProductView,
  RegionView,
  Shape,
} from '../../generated/contract';

function param(name: string, shape: Shape, more: Partial<ParamSpec> = {}): ParamSpec {
  return { name, in: 'query', required: false, shape, ...more };
}

const common = {
  deprecated: false,
  method: 'POST',
  path: '/',
  style: 'rpc',
  source: 'alibabacloud-sdk',
} as const;

export const LIST_RULES: OperationView = {
  ...common,
  product: 'cloud-siem',
  version: '2022-06-16',
  operation: 'ListAutomateResponseConfigs',
  titleEn: 'List automated response rules',
  titleZh: '查询自动响应规则列表',
  access: { level: 'read', standing: 'inferred' },
  docUrlEn: 'https://api.alibabacloud.com/api/cloud-siem/2022-06-16/ListAutomateResponseConfigs',
  docUrlZh: 'https://api.aliyun.com/api/cloud-siem/2022-06-16/ListAutomateResponseConfigs',
  params: [
    param('CurrentPage', 'int32', { required: true, in: 'form' }),
    param('PageSize', 'int32', { required: true, in: 'form' }),
    param('ActionType', 'string', { choices: ['doPlaybook', 'changeEventStatus', 'changeThreatLevel'] }),
    param('AutoResponseType', 'string', { choices: ['event', 'alert'] }),
    param('Id', 'int64'),
    param('PlaybookUuid', 'string'),
    param('RegionId', 'string', { choices: ['cn-hangzhou', 'ap-southeast-1'] }),
    param('ResponseRuleType', 'string'),
    param('RoleFor', 'int64'),
    param('RoleType', 'int32'),
    param('RuleName', 'string'),
    param('Status', 'int32', { choices: ['0', '100'] }),
    param('SubUserId', 'int64'),
    param('OwnerId', 'int64', { deprecated: true }),
  ],
  paging: {
    modes: ['none', 'number'],
    defaultMode: 'number',
    pageField: 'CurrentPage',
    sizeField: 'PageSize',
    cursorField: '',
    cursorPath: '',
    totalPath: '.Data.PageInfo.TotalCount',
    rowsPath: '.Data.ResponseData',
    reasons: [
      { id: 'catalog-paging-page-and-size', args: { page: 'CurrentPage', size: 'PageSize' } },
      { id: 'catalog-paging-total-found', args: { subject: '.Data.PageInfo.TotalCount' } },
    ],
    candidates: [],
  },
};

const tag: Shape = {
  object: [
    { name: 'Key', required: true, shape: 'string' },
    { name: 'Value', required: false, shape: 'string' },
  ],
};

export const RUN_INSTANCES: OperationView = {
  ...common,
  product: 'Ecs',
  version: '2014-05-26',
  operation: 'RunInstances',
  titleEn: 'Create instances',
  titleZh: '创建并启动实例',
  access: { level: 'write', standing: 'documented' },
  docUrlEn: 'https://api.alibabacloud.com/api/Ecs/2014-05-26/RunInstances',
  docUrlZh: 'https://api.aliyun.com/api/Ecs/2014-05-26/RunInstances',
  params: [
    param('RegionId', 'string', { required: true }),
    param('Amount', 'int32'),
    param('AutoRenew', 'boolean'),
    param('ClientToken', 'string'),
    param('CpuOptions', {
      object: [
        { name: 'Core', required: false, shape: 'int32' },
        { name: 'ThreadsPerCore', required: false, shape: 'int32' },
      ],
    }),
    param('DataDisk', {
      array: {
        object: [
          { name: 'Category', required: false, shape: 'string' },
          { name: 'DeleteWithInstance', required: false, shape: 'boolean' },
          { name: 'Device', required: false, shape: 'string' },
          { name: 'DiskName', required: false, shape: 'string' },
          { name: 'PerformanceLevel', required: false, shape: 'string' },
          { name: 'Size', required: true, shape: 'int32' },
        ],
      },
    }),
    param('DryRun', 'boolean'),
    param('ImageId', 'string'),
    param('InstanceType', 'string'),
    param('Labels', { map: 'string' }),
    param('SecurityGroupIds', { array: 'string' }),
    param('SpotPriceLimit', 'number'),
    param('Tag', { array: tag }),
    param('UserData', 'file'),
    param('Extra', 'any'),
    param('OwnerAccount', 'string', { deprecated: true }),
  ],
  paging: {
    modes: ['none'],
    defaultMode: 'none',
    pageField: '',
    sizeField: '',
    cursorField: '',
    cursorPath: '',
    totalPath: '',
    rowsPath: '',
    reasons: [],
    candidates: [],
  },
};

export const LIST_PLAYBOOKS: OperationView = {
  ...common,
  product: 'sophonsoar',
  version: '2025-09-03',
  operation: 'ListPlaybooks',
  titleEn: 'List playbooks',
  titleZh: '查询剧本列表',
  access: { level: 'read', standing: 'documented' },
  docUrlEn: 'https://api.alibabacloud.com/api/sophonsoar/2025-09-03/ListPlaybooks',
  docUrlZh: 'https://api.aliyun.com/api/sophonsoar/2025-09-03/ListPlaybooks',
  params: [param('MaxResults', 'int32'), param('NextToken', 'string'), param('PlaybookType', 'string')],
  paging: {
    modes: ['none', 'cursor'],
    defaultMode: 'cursor',
    pageField: '',
    sizeField: '',
    cursorField: 'NextToken',
    cursorPath: '.NextToken',
    totalPath: '',
    rowsPath: '.Playbooks',
    reasons: [{ id: 'catalog-paging-cursor-parameter', args: { subject: 'NextToken' } }],
    candidates: [],
  },
};

export const OPERATIONS = [LIST_RULES, RUN_INSTANCES, LIST_PLAYBOOKS];

export const PRODUCTS: ProductView[] = [
  {
    code: 'cloud-siem',
    nameEn: 'Threat analysis and response',
    nameZh: '威胁分析与响应',
    versions: ['2022-06-16', '2024-12-12'],
    defaultVersion: '2022-06-16',
    category: 'Security',
    operations: 0,
  },
  {
    code: 'Ecs',
    nameEn: 'Elastic Compute Service',
    nameZh: '云服务器',
    versions: ['2014-05-26'],
    defaultVersion: '2014-05-26',
    category: 'Security',
    operations: 0,
  },
  {
    code: 'sophonsoar',
    nameEn: 'SOAR',
    nameZh: '响应编排',
    versions: ['2022-07-28', '2025-09-03'],
    defaultVersion: '2022-07-28',
    category: 'Security',
    operations: 0,
  },
];

export const REGIONS: RegionView[] = [
  { id: 'cn-hangzhou', nameEn: 'China (Hangzhou)', nameZh: '华东1（杭州）' },
  { id: 'cn-shanghai', nameEn: 'China (Shanghai)', nameZh: '华东2（上海）' },
  { id: 'ap-southeast-1', nameEn: 'Singapore', nameZh: '新加坡' },
];

export function endpoint(product: string, region: string): EndpointView {
  return {
    host: `${product.toLowerCase()}.${region}.aliyuncs.com`,
    region,
    rule: product === 'sophonsoar' ? 'guess' : 'region',
    reason: {
      id: product === 'sophonsoar' ? 'catalog-endpoint-guess' : 'catalog-endpoint-region',
      args: { region },
    },
    alternatives: [
      { host: `${product.toLowerCase()}.cn-shanghai.aliyuncs.com`, regions: ['cn-shanghai'] },
      { host: `${product.toLowerCase()}.ap-southeast-1.aliyuncs.com`, regions: ['ap-southeast-1'] },
    ],
  };
}

const policy = (action: string) =>
  JSON.stringify(
    { Version: '1', Statement: [{ Effect: 'Allow', Action: [action], Resource: '*' }] },
    null,
    2,
  );

export function permission(product: string, operation: string): PermissionView {
  const action = `${product === 'Ecs' ? 'ecs' : 'yundun-sas'}:${operation}`;
  return {
    role: 'AliyunSiemSoarExecutionDefaultRole',
    trustPolicy: JSON.stringify(
      {
        Version: '1',
        Statement: [
          {
            Action: 'sts:AssumeRole',
            Effect: 'Allow',
            Principal: { Service: ['cloudsiem.sas.aliyuncs.com'] },
          },
        ],
      },
      null,
      2,
    ),
    ramAction: action,
    standing: 'inferred',
    source: 'ram.json',
    systemPolicies: [
      { name: 'AliyunYundunSASFullAccess', readOnly: false, recommended: false, standing: 'documented' },
      { name: 'AliyunYundunSASReadOnlyAccess', readOnly: true, recommended: true, standing: 'documented' },
    ],
    customPolicy: policy(action),
    notes: [],
  };
}

export const CALL_KIND: ComponentView = componentOf();

export const START_KIND: ComponentView = {
  ...CALL_KIND,
  id: 'start',
  card: 'pill',
  category: 'flow',
  icon: 'zap',
  inputs: [],
  text: 'component-start',
};

export function callNode(operation: OperationView, settings: Record<string, unknown> = {}): PlaybookNode {
  const { product, version } = operation;
  return {
    id: 'n2',
    kind: CALL_KIND.id,
    action: 'assumeApi',
    name: 'response_rules',
    settings: {
      product,
      version,
      operation: operation.operation,
      account: '',
      paging: { mode: 'none' },
      ...settings,
    },
  };
}

export const HEADER: Header = {
  name: 'Block hostile IP',
  description: '',
  trigger: {
    type: 'custom',
    inputs: [{ name: 'ip', type: 'String', required: true, example: '203.0.113.7', description: '' }],
  },
};
