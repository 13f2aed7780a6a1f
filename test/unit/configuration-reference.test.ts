import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readConfig, SECRETS } from '../../src/config/config.js';
import { codeSpans, readDocument, tableRows } from '../kit/markdown.js';

const FOLDER = new URL('../../src/config/', import.meta.url);

/** The variables that `src/config` declares. */
const names = readdirSync(FOLDER)
  .map((file) => readFileSync(new URL(file, FOLDER), 'utf8'))
  .flatMap((source) => [...source.matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map(([, name = '']) => name));
const rows = tableRows(readDocument('docs/reference/configuration.md'), ['Variable', 'Default', 'File']);

function defaultOf(name: string): string {
  const config: Readonly<Record<string, unknown>> = readConfig([name as Parameters<typeof readConfig>[0][number]], {});
  const value = config[name];
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return 'none';
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}

it('lists every variable with its default, and no other', () => {
  expect(names.length).toBeGreaterThan(20);
  const documented = rows.map(({ Variable, Default }) => [codeSpans(Variable)[0], Default]);
  expect(documented.toSorted()).toEqual(names.map((name) => [name, defaultOf(name)]).toSorted());
});

it('marks the variables that may come from a file', () => {
  const marked = rows.filter(({ File }) => File === 'yes').map(({ Variable }) => codeSpans(Variable)[0]);
  expect(marked.toSorted()).toEqual([...SECRETS].sort());
});
