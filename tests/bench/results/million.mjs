// A run of very many rows on disk, as the program keeps one. The program itself makes it: a paged call to the practice
// service, whose folder is then copied and grows; its rows are those that were received, told apart by their number. So
// nothing is known here of what a run keeps but its rows, one a line, and the counts in its record.
import { cpSync, createWriteStream, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import { rpc } from '../../e2e/bridge.mjs';

/** Rows written to the file in one go. */
const AT_ONCE = 2000;

/** Makes the run in the only data folder under `temp`, where the bridge keeps its; returns its id and the bytes of its rows. */
export async function longRun(count, address, temp) {
  const short = await practiceRun(address);
  const data = readdirSync(temp).find((name) => name.startsWith('soarboard-test-'));
  const runs = path.join(temp, data, 'runs');
  const run = `${short}-long`;
  const folder = path.join(runs, run);
  cpSync(path.join(runs, short), folder, { recursive: true });

  const file = path.join(folder, 'rows.ndjson');
  const rows = readFileSync(file, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line));
  const out = createWriteStream(file, { mode: 0o600 });
  for (let from = 0; from < count; from += AT_ONCE) {
    const many = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, at) => numbered(rows, from + at));
    if (!out.write(`${many.join('\n')}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');

  const record = path.join(folder, 'run.json');
  const bytes = statSync(file).size;
  writeFileSync(record, JSON.stringify({ ...JSON.parse(readFileSync(record, 'utf8')), run, rows: count, total: count, bytes }));
  return { run, bytes };
}

function numbered(rows, index) {
  const row = rows[index % rows.length];
  return JSON.stringify({ ...row, Id: index, RuleName: `${row.RuleName} ${index}` });
}

/** Pages through the sample's call; returns the id of the run once its record says how it ended. */
async function practiceRun(address) {
  const { doc, nodes } = await rpc(address, 'document_new', { template: 'review-response-rules' });
  const node = nodes.find(({ name }) => name === 'list_rules').id;
  const plan = { doc, node, profile: 'practice', values: {} };
  const { host, needs } = await rpc(address, 'call_plan', plan);
  plan.values = Object.fromEntries(needs.map(({ reference }) => [reference, 'test']));
  const { run } = await rpc(address, 'call_start', { plan, confirmedHost: host });
  for (let tries = 0; tries < 200; tries += 1) {
    const { ended, stop } = await rpc(address, 'run_show', { run });
    if (ended && stop) return run;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error('the call to the practice service does not end');
}
