// The official Node client under the bench's orders: `pages S`, `v3 S`, one JSON line each.
// Every loop does what a person would write with the client, and no more.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';

// The packages stand beside the installed copy, not beside this file.
const [folder, address, total] = [process.argv[2], process.argv[3], Number(process.argv[4])];
const require = createRequire(pathToFileURL(`${folder}/package.json`));
const core = require('@alicloud/openapi-core');
const dara = require('@darabonba/typescript');
const { $OpenApiUtil, OpenApiUtil } = core;
const Client = core.default;

const KEY_ID = 'LTAI5tSoarboardFake0001';
const SECRET = 'soarboardFakeSecretForVectors01';
const [ACTION, VERSION, SIZE] = ['DescribeThings', '2018-12-03', 50];
const HOST = 'sas.cn-hangzhou.aliyuncs.com';

const client = new Client(
  new $OpenApiUtil.Config({
    accessKeyId: KEY_ID,
    accessKeySecret: SECRET,
    endpoint: address,
    protocol: 'http',
    regionId: 'cn-hangzhou',
  }),
);
const params = new $OpenApiUtil.Params({
  action: ACTION,
  version: VERSION,
  protocol: 'HTTP',
  pathname: '/',
  method: 'POST',
  authType: 'AK',
  style: 'RPC',
  reqBodyType: 'formData',
  bodyType: 'json',
});
const runtime = new dara.RuntimeOptions({});

async function pages(seconds) {
  const end = performance.now() + seconds * 1000;
  let rows = [];
  let [page, done] = [1, 0];
  while (performance.now() < end) {
    const query = { PageNumber: String(page), PageSize: String(SIZE) };
    const { body } = await client.callApi(params, new $OpenApiUtil.OpenApiRequest({ query }), runtime);
    if (body.TotalCount !== total || body.Items.length !== SIZE) throw new Error('not the page asked for');
    rows.push(...body.Items);
    page += 1;
    done += 1;
    if (rows.length >= 50_000) rows = [];
  }
  return done;
}

const parameters = () => ({ PageNumber: '7', PageSize: '50', Lang: 'zh', 'Uuids.1': 'a b/c', 'Uuids.2': '节点' });

function v3() {
  const request = new dara.Request();
  request.method = 'POST';
  request.pathname = '/';
  request.query = parameters();
  const payload = OpenApiUtil.hash(Buffer.from('', 'utf-8'), 'ACS3-HMAC-SHA256').toString('hex');
  request.headers = {
    host: HOST,
    'x-acs-version': VERSION,
    'x-acs-action': ACTION,
    'x-acs-date': OpenApiUtil.getTimestamp(),
    'x-acs-signature-nonce': OpenApiUtil.getNonce(),
    accept: 'application/json',
    'x-acs-content-sha256': payload,
  };
  const signed = OpenApiUtil.getAuthorization(request, 'ACS3-HMAC-SHA256', payload, KEY_ID, SECRET);
  request.headers.Authorization = signed;
  return request;
}

function repeated(one, seconds) {
  const end = performance.now() + seconds * 1000;
  let done = 0;
  while (performance.now() < end) {
    for (let i = 0; i < 50; i += 1) one();
    done += 50;
  }
  return done;
}

const versions = {
  node: process.version,
  '@alicloud/openapi-core': require('@alicloud/openapi-core/package.json').version,
};
console.log(JSON.stringify(versions));
for await (const line of createInterface({ input: process.stdin })) {
  const [word, seconds] = line.split(' ');
  const [started, spent] = [performance.now(), process.cpuUsage()];
  const done = word === 'pages' ? await pages(Number(seconds)) : repeated(v3, Number(seconds));
  const cpu = process.cpuUsage(spent);
  console.log(
    JSON.stringify({ done, seconds: (performance.now() - started) / 1000, cpu: (cpu.user + cpu.system) / 1e6 }),
  );
}
process.exit(0);
