import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { PROBLEMS } from '../../../src/api/problems.js';
import { LANGUAGES, type Language, type TextTable } from '../../../src/page/i18n/texts.js';
import { problemText } from '../../../src/page/ui/problem-text.js';

const PAGE = fileURLToPath(new URL('../../../src/page/', import.meta.url));
const languages = Object.keys(LANGUAGES) as Language[];

interface NamedTable {
  readonly name: string;
  readonly table: TextTable<unknown>;
}

const files = readdirSync(PAGE, { recursive: true, encoding: 'utf8' }).filter((name) => /\btext\.ts$/.test(name));
const tables = (
  await Promise.all(
    files.map(async (file) => {
      const exports = (await import(path.join(PAGE, file))) as Record<string, TextTable<unknown>>;
      return Object.entries(exports).map(([name, table]): NamedTable => ({ name: `${file} ${name}`, table }));
    }),
  )
).flat();

/** The keys of a table with the number of values that each text takes, and its text without them. */
function entries(value: unknown, prefix = ''): [key: string, values: number, text: string][] {
  if (typeof value === 'string') return [[prefix, 0, value]];
  if (typeof value === 'function') {
    const values = Array.from({ length: value.length }, () => '');
    return [[prefix, value.length, (value as (...args: string[]) => string)(...values)]];
  }
  return Object.entries(value as object).flatMap(([key, each]) => entries(each, `${prefix}.${key}`));
}

it('finds the tables of texts', () => expect(tables.length).toBeGreaterThan(1));

it.each(tables)('has every text in both languages: $name', ({ table }) => {
  expect(Object.keys(table)).toEqual(languages);
  const [first = [], ...others] = languages.map((language) =>
    entries(table[language])
      .map(([key, values]) => `${key} ${values}`)
      .toSorted(),
  );
  for (const other of others) expect(other).toEqual(first);
  for (const language of languages) {
    expect(entries(table[language]).filter(([, values, text]) => values === 0 && text.trim() === '')).toEqual([]);
  }
});

it('explains every error code in both languages', () => {
  for (const language of languages) {
    expect(Object.keys(PROBLEMS).filter((code) => !(code in problemText[language].codes))).toEqual([]);
  }
});
