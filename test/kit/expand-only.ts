import type { MigrationInterface, QueryRunner } from 'typeorm';

/** SQL that breaks the previous release, which still runs during a migration. */
const CONTRACTION_PATTERNS: readonly (readonly [what: string, sign: RegExp])[] = [
  ['drops an object', /\bDROP\b/i],
  ['renames an object', /\bRENAME\b/i],
  ['changes the type of a column', /\bALTER\s+(COLUMN\s+)?\w+\s+(SET\s+DATA\s+)?TYPE\b/i],
  ['makes a column of an old table NOT NULL', /\bSET\s+NOT\s+NULL\b/i],
  [
    'adds a column that the previous release does not fill',
    /\bADD\s+COLUMN\b(?=[^,;]*\bNOT\s+NULL\b)(?![^,;]*\bDEFAULT\b)/i,
  ],
  ['constrains an old table', /\bADD\s+CONSTRAINT\b|\bADD\s+(CHECK|UNIQUE|FOREIGN|PRIMARY|EXCLUDE)\b/i],
  ['constrains a column of an old table', /\bADD\s+COLUMN\b[^,;]*\b(CHECK|UNIQUE|REFERENCES)\b/i],
  ['makes rows of an old table unique', /\bCREATE\s+UNIQUE\s+INDEX\b/i],
  ['puts a trigger on a table', /\bCREATE\s+(CONSTRAINT\s+)?TRIGGER\b/i],
  ['removes or rewrites rows', /^\s*(DELETE|TRUNCATE|UPDATE)\b/i],
];

export interface Contraction {
  readonly what: string;
  readonly statement: string;
}

/** Collects the statements of a migration without running them. Comments are removed. */
export async function statementsOf(migration: MigrationInterface): Promise<string[]> {
  const texts: string[] = [];
  const listener = { query: (sql: string) => Promise.resolve(texts.push(sql)) };
  await migration.up(listener as unknown as QueryRunner);
  return texts.flatMap(splitStatements);
}

/** Finds changes that may break the previous release, which still runs. New tables may have any constraint. */
export function findContractions(statements: readonly string[]): Contraction[] {
  const newTables = statements.flatMap((sql) => /^CREATE\s+TABLE\s+([\w.]+)/i.exec(sql)?.[1] ?? []);
  const targetsNewTable = (sql: string) =>
    newTables.some((table) => new RegExp(`\\b(ON|TABLE)\\s+${table}\\b`, 'i').test(sql));
  return statements
    .filter((sql) => !/^CREATE\s+(TABLE|FUNCTION)\b/i.test(sql) && !targetsNewTable(sql))
    .flatMap((statement) =>
      CONTRACTION_PATTERNS.filter(([, sign]) => sign.test(statement)).map(([what]) => ({ what, statement })),
    );
}

/** Splits at semicolons outside function bodies. */
function splitStatements(sql: string): string[] {
  const parts = sql.replaceAll(/--.*$/gm, '').split('$$');
  const delimited = parts.map((part, index) => (index % 2 === 0 ? part.replaceAll(';', '\0') : part)).join('$$');
  return delimited
    .split('\0')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}
