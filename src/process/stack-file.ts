import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Variables = Readonly<Record<string, string>>;

/** A variable and its value in single quotes, as a shell reads it. */
const LINE = /^([A-Z_]+)='((?:[^']|'\\'')*)'$/gm;

/** The file in which `npm start` describes its stack. @param dataDir - folder of the stack */
export function stackFile(dataDir: string): string {
  return join(dataDir, 'stack.env');
}

/** Formats variables as a shell reads them. */
export function formatStackFile(variables: Variables): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}='${value.replaceAll("'", "'\\''")}'\n`)
    .join('');
}

/** Reads the variables of the stack that was last started in a folder. @returns undefined when there was none */
export function readStackFile(dataDir: string): Variables | undefined {
  let text: string;
  try {
    text = readFileSync(stackFile(dataDir), 'utf8');
  } catch {
    return undefined;
  }
  return Object.fromEntries(
    [...text.matchAll(LINE)].map(([, name = '', value = '']) => [name, value.replaceAll("'\\''", "'")]),
  );
}
