// Holds the message catalogue together: both languages say the same things with the same
// variables, every entry parses, and every id the UI names exists.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parse, type Entry, type Message, Visitor } from '@fluent/syntax';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const messages = path.join(root, 'messages');
const files = readdirSync(path.join(messages, 'en')).filter((name) => name.endsWith('.ftl'));

class VariableNames extends Visitor {
  names = new Set<string>();
  override visitVariableReference(node: { id: { name: string } }): void {
    this.names.add(node.id.name);
  }
}

function entries(lang: string, file: string): Entry[] {
  return parse(readFileSync(path.join(messages, lang, file), 'utf8'), {}).body.filter(
    (entry): entry is Entry => entry.type !== 'Comment',
  );
}

function shape(lang: string, file: string): Record<string, string[]> {
  const result: Record<string, string[]> = {};
  for (const entry of entries(lang, file)) {
    if (entry.type !== 'Message') continue;
    const visitor = new VariableNames();
    visitor.visit(entry as Message);
    result[(entry as Message).id.name] = [...visitor.names].sort();
  }
  return result;
}

const known = new Set(files.flatMap((file) => Object.keys(shape('en', file))));

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'generated' ? [] : sourceFiles(full);
    return /\.(svelte|ts)$/.test(entry.name) && !entry.name.endsWith('.test.ts') ? [full] : [];
  });
}

/** Returns the ids a source file names: literal ones, and the fixed beginnings of composed ones. */
export function idsIn(source: string): { literal: string[]; prefixes: string[] } {
  const literal = [...source.matchAll(/\b(?:t|msg)\(\s*(['"`])([a-z][a-z0-9-]*)\1/g)].map(
    (m) => m[2] as string,
  );
  const prefixes = [...source.matchAll(/\b(?:t|msg)\(\s*`([a-z][a-z0-9-]*-)\$\{/g)].map(
    (m) => m[1] as string,
  );
  return { literal, prefixes };
}

describe('the message catalogue', () => {
  it('has the same files in both languages', () => {
    expect(readdirSync(path.join(messages, 'zh')).sort()).toEqual(
      readdirSync(path.join(messages, 'en')).sort(),
    );
  });

  it.each(files)('%s says the same in both languages, with the same variables', (file) => {
    expect(shape('zh', file)).toEqual(shape('en', file));
  });

  it.each(files.flatMap((file) => [`en/${file}`, `zh/${file}`]))('%s has no broken entry', (name) => {
    const [lang, file] = name.split('/') as [string, string];
    const broken = entries(lang, file).filter((entry) => entry.type === 'Junk');
    expect(broken.map((entry) => (entry as { content?: string }).content)).toEqual([]);
  });

  it('names no id twice', () => {
    const all = files.flatMap((file) => Object.keys(shape('en', file)));
    expect(all.filter((id, at) => all.indexOf(id) !== at)).toEqual([]);
  });

  it('knows every id the UI names', () => {
    const missing: string[] = [];
    for (const file of sourceFiles(path.join(root, 'src'))) {
      const { literal, prefixes } = idsIn(readFileSync(file, 'utf8'));
      const where = path.relative(root, file);
      for (const id of literal) if (!known.has(id)) missing.push(`${where}: ${id}`);
      for (const prefix of prefixes)
        if (![...known].some((id) => id.startsWith(prefix))) missing.push(`${where}: ${prefix}…`);
    }
    expect(missing).toEqual([]);
  });

  it('finds ids in calls and in marked tables', () => {
    expect(idsIn("t('a-b') + t(`c-${x}`) + msg('d-e') + at('no')")).toEqual({
      literal: ['a-b', 'd-e'],
      prefixes: ['c-'],
    });
  });
});
