import { expect, it } from 'vitest';
import { readConfig, SECRETS, VARIABLES } from '../../src/config/config.js';
import { codeSpans, readDocument, tableRows } from '../kit/markdown.js';

const names = Object.keys(VARIABLES);
const rows = tableRows(readDocument('docs/reference/configuration.md'), ['Variable', 'Default', 'File']);

function defaultOf(name: string): string {
  const config: Readonly<Record<string, unknown>> = readConfig([name as Parameters<typeof readConfig>[0][number]], {});
  const value = config[name];
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return 'none';
  if (Array.isArray(value)) return `\`${value.join(',')}\``;
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
