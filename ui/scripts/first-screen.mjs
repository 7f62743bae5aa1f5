// Says how much JavaScript stands before the first paint, gzip, and fails beyond the budget: the
// entry, what it loads at once, and one language. What loads beside or after it (inspector,
// dialogs, result table) is not counted. Run after a build: node scripts/first-screen.mjs
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const BUDGET_KIB = 150;
const assets = fileURLToPath(new URL('../dist/assets/', import.meta.url));
const html = readFileSync(path.join(assets, '../index.html'), 'utf8');
const seen = new Map();

function visit(name) {
  if (seen.has(name)) return;
  const text = readFileSync(path.join(assets, name), 'utf8');
  seen.set(name, gzipSync(text).length);
  for (const [, next] of text.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)) visit(next);
}

for (const [, name] of html.matchAll(/src="[^"]*\/assets\/([^"]+\.js)"/g)) visit(name);
// What the small first script asks for at once: the program, and the texts of one language.
for (const part of [/^start-.*\.js$/, /^messages-zh-.*\.js$/]) {
  const name = readdirSync(assets).find((file) => part.test(file));
  if (!name) throw new Error(`no ${part} in ${assets}: build first`);
  visit(name);
}

const total = [...seen.values()].reduce((sum, bytes) => sum + bytes, 0) / 1024;
for (const [name, bytes] of seen) console.log(`${(bytes / 1024).toFixed(1).padStart(7)} KiB  ${name}`);
console.log(`${total.toFixed(1).padStart(7)} KiB  before the first paint, gzip (budget ${BUDGET_KIB})`);
process.exitCode = total > BUDGET_KIB ? 1 : 0;
